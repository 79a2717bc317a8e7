import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { useDowntime } from '../../api/downtime.ts';
import { fetchAggregate, fetchSeries } from '../../api/history.ts';
import type { ApiError } from '../../api/request.ts';
import { createSharedHover, Panel, type SeriesPanel, type Span } from '../../charts/index.ts';
import { useCursor } from '../../state/cursor.ts';
import type { Theme } from '../../state/preferences.ts';
import { type Say, useText } from '../../ui/text.ts';
import { type Answer, ask } from './ask.ts';
import type { AskedSpan } from './asked-span.ts';
import { type Entry, SHIFTS_MS, type ShiftName } from './explored.ts';
import { exploredPanels } from './explored-panels.ts';
import { entryName, inLanguage, resourceName } from './names.ts';
import { type Question, questionsOf } from './questions.ts';
import { refusalWords } from './refusal-words.ts';

interface PanelsProps {
  panels: readonly SeriesPanel[];
  span: Span;
  /** For exports: what the numbers are of. */
  subject: string;
  timeZone: string;
  language: Language;
  theme: Theme;
  onZoom(span: Span): void;
}

/** Panels that point at the same moment. */
export function ExploredPanels(props: PanelsProps): JSX.Element {
  const { panels, span, subject, timeZone, language, theme, onZoom } = props;
  const { at, act } = useCursor();
  const [hover] = useState(createSharedHover);
  return (
    <>
      {panels.map((panel) => (
        <Panel
          key={`${panel.unit} ${panel.stepMs} ${panel.states === undefined ? '' : panel.title}`}
          panel={panel}
          span={span}
          hover={hover}
          cursorAt={at}
          subject={subject}
          timeZone={timeZone}
          language={language}
          theme={theme}
          onCursor={(to) => act({ type: 'move', to })}
          onZoom={onZoom}
        />
      ))}
    </>
  );
}

export interface Found {
  readonly panels: readonly SeriesPanel[];
  readonly loading: readonly string[];
  /** Days that nothing is known of. */
  readonly without: readonly ShiftName[];
  readonly failures: readonly { readonly what: string; readonly why: string; retry(): void }[];
}

interface Wanted {
  readonly entries: readonly Entry[];
  readonly shifts: readonly ShiftName[];
  /** Null: nothing is asked. */
  readonly span: AskedSpan | null;
  readonly index: InventoryIndex;
  readonly language: Language;
  readonly timeZone: string;
}

/** What history answers to what was chosen: panels, what is still to come, what was refused. */
export function useFound({ entries, shifts, span, index, language, timeZone }: Wanted): Found {
  const text = useText();
  const questions = useMemo(() => questionsOf(entries), [entries]);
  const results = useQueries({
    queries: questions.map((question) => ({
      queryKey: ['explore', question, span, shifts] as const,
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<readonly Answer[]> =>
        ask(
          { fetchSeries, fetchAggregate },
          question,
          span!,
          shifts.map((name) => SHIFTS_MS[name]),
          signal,
        ),
      enabled: span !== null,
      placeholderData: keepPreviousData,
      retry: false,
    })),
    combine,
  });
  const downtime = useDowntime();
  const panels = useMemo(
    () =>
      exploredPanels(
        results.flatMap(({ data }) => data ?? []),
        { text, language, nameOf: (id) => resourceName(index, id, language) },
      ).map((panel) => ({ ...panel, downtime })),
    [results, text, language, index, downtime],
  );
  const answers = results.flatMap(({ data }) => data ?? []);
  const named = questions.map((question) => questionName(question, index, text, language));
  return {
    panels,
    without: shifts.filter((name) => {
      const before = answers.filter(({ shiftMs }) => shiftMs === SHIFTS_MS[name]);
      return before.length > 0 && before.every(({ lines }) => lines.every(({ buckets }) => buckets.at.length === 0));
    }),
    loading: named.filter((_, i) => results[i]?.loading === true),
    failures: named.flatMap((what, i) => {
      const { error, retry } = results[i] ?? {};
      return error && retry ? [{ what, why: refusalWords(error, text, language, timeZone), retry }] : [];
    }),
  };
}

interface Result {
  readonly data: readonly Answer[] | undefined;
  readonly error: ApiError | null;
  readonly loading: boolean;
  retry(): void;
}

/** Outside the component: the same function each time, so that unchanged results stay the same object. */
function combine(
  results: readonly {
    data: readonly Answer[] | undefined;
    error: Error | null;
    isLoading: boolean;
    refetch(): unknown;
  }[],
): readonly Result[] {
  return results.map(({ data, error, isLoading, refetch }) => ({
    data: error === null ? data : undefined,
    error: error as ApiError | null,
    loading: isLoading,
    retry: () => void refetch(),
  }));
}

function questionName(question: Question, index: InventoryIndex, text: Say, language: Language): string {
  if (question.type === 'groups') return entryName(question.entry, index, text, language);
  const [first] = question.entries;
  if (question.entries.length === 1 && first) return entryName(first, index, text, language);
  const metrics = [...new Set(question.entries.map(({ metric }) => metric))];
  return metrics
    .map((id) => {
      const metric = findMetric(id);
      return metric ? inLanguage(metric.label, language) : id;
    })
    .join(', ');
}
