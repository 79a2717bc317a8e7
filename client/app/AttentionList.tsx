import type { JSX } from 'react';
import { findMetric } from '../../shared/metrics/index.ts';
import type { Severity } from '../../shared/model/sample.ts';
import { formatCount, formatDate, formatDuration, formatTime } from '../../shared/text/format.ts';
import type { Attention, AttentionRow } from '../../shared/wire/events.ts';
import { useAttention, useInventory, useLiveStore } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useSelection } from '../state/selection.ts';
import { Notice } from '../ui/Notice.tsx';
import { SimulatedMark } from '../ui/SimulatedBadge.tsx';
import { StateShape } from '../ui/StateShape.tsx';
import { useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';
import { useAttentionFilter } from './attention-filter.ts';
import { nameOf, placeOf } from './place-names.ts';
import { reading } from './reading.ts';
import { COUNTED, countsOf } from './state-counts.ts';

/** Durations in the list move by the second while they are short. */
const REDRAW_MS = 1_000;
/** A state younger than this is new: its shape pulses once. */
const FRESH_MS = 5_000;

/** What is not normal, worst first; a press selects it. */
export function AttentionList({ timeZone }: { timeZone: string }): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const attention = useAttention();
  const filter = useAttentionFilter();
  const rows = (attention?.worst ?? []).filter((row) => filter.severity === null || row.severity === filter.severity);
  return (
    <section aria-labelledby="attention-title" className="attention">
      <div className="attention-head">
        <h3 id="attention-title">{text('attention.title')}</h3>
        {filter.severity !== null && (
          <button type="button" className="plain filter" onClick={filter.clear}>
            {text(`state.${filter.severity}`)} · {text('attention.show-all')}
          </button>
        )}
        {attention && attention.total > 0 && (
          <span className="count">
            {attention.total > attention.worst.length
              ? text('attention.rows-cut', {
                  shown: formatCount(attention.worst.length, language),
                  total: formatCount(attention.total, language),
                })
              : text('attention.rows', {
                  rows: formatCount(rows.length, language),
                  resources: formatCount(resourcesIn(attention.counts, filter.severity), language),
                })}
          </span>
        )}
      </div>
      {attention === null && <Notice title={text('attention.waiting')} />}
      {attention?.total === 0 && (
        <Notice title={text('attention.none')}>
          <p>{text('attention.none-why')}</p>
        </Notice>
      )}
      {attention && attention.total > 0 && rows.length === 0 && <Notice title={text('attention.none-of')} />}
      <Rows rows={rows} timeZone={timeZone} />
    </section>
  );
}

/** Resources behind the rows: a site that is out is one row for itself and its cells. */
function resourcesIn(counts: Attention['counts'], only: Severity | null): number {
  const severities = only === null ? COUNTED : [only];
  return severities.reduce((sum, severity) => sum + countsOf(counts, severity).total, 0);
}

function Rows({ rows, timeZone }: { rows: readonly AttentionRow[]; timeZone: string }) {
  const store = useLiveStore();
  const now = useNow(REDRAW_MS) + store.link().offsetMs;
  const [selection, select] = useSelection();
  return (
    <ul>
      {rows.map((row) => (
        <li key={`${row.resource} ${row.metric}`}>
          <Row
            row={row}
            age={Math.max(0, now - row.since)}
            timeZone={timeZone}
            selected={row.resource === selection}
            onSelect={() => select(row.resource)}
          />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  row: AttentionRow;
  age: number;
  timeZone: string;
  selected: boolean;
  onSelect(): void;
}

function Row({ row, age, timeZone, selected, onSelect }: RowProps) {
  const text = useText();
  const { language } = usePreferences();
  const inventory = useInventory();
  const place = placeOf(inventory, row.resource, language);
  const metric = findMetric(row.metric);
  // A moment of the past does not say since when.
  const since = Number.isFinite(row.since)
    ? text('attention.since', { time: `${formatDate(row.since, timeZone)} ${formatTime(row.since, timeZone)}` })
    : undefined;
  return (
    <button type="button" className="plain attention-row" aria-pressed={selected} onClick={onSelect}>
      <StateShape severity={row.severity} size={13} fresh={age < FRESH_MS && row.severity === 'critical'} />
      <span className="name">{nameOf(inventory, row.resource, language)}</span>
      <span className="since" title={since}>
        {row.simulated && <SimulatedMark />}
        {formatDuration(age, language)}
      </span>
      <span className="what">
        {metric && (
          <>
            {metric.label[language === 'en' ? 'en' : 'zh']} <b>{reading(metric, row.value, language)}</b>
          </>
        )}
        {place !== '' && ` · ${place}`}
      </span>
    </button>
  );
}
