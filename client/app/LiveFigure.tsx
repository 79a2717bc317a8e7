import type { JSX } from 'react';
import { findMetric } from '../../shared/metrics/index.ts';
import { useLiveStore, useReading } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { Figure } from '../ui/Figure.tsx';
import { useNow } from '../ui/use-now.ts';

interface Props {
  resource: string;
  metric: string;
  /** What it is measured against, in the metric's base unit. */
  of?: number;
  /** Shape and colour of its state, when it is not normal. */
  withState?: boolean;
}

const AGE_REDRAW_MS = 1_000;

/** A live number of topic `zone`, with all that says how far it can be believed. */
export function LiveFigure({ resource, metric, of, withState = false }: Props): JSX.Element {
  const store = useLiveStore();
  const reading = useReading(resource, metric);
  const { language } = usePreferences();
  const now = useNow(AGE_REDRAW_MS) + store.link().offsetMs;
  const series = store.index.series(resource, metric);
  return (
    <Figure
      value={reading?.value ?? null}
      unit={findMetric(metric)?.unit ?? 'count'}
      flags={series < 0 ? undefined : store.flags[series]}
      ageMs={reading?.at ? now - reading.at : undefined}
      language={language}
      withState={withState}
      {...(of === undefined ? {} : { of })}
    />
  );
}
