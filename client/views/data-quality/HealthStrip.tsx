import type { JSX } from 'react';
import { formatCount, formatDuration, type Language } from '../../../shared/text/format.ts';
import type { HealthView } from '../../../shared/wire/http.ts';
import { Meter } from '../../ui/Meter.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { degradedKey, formatBytes, formatWork, notReadyWords } from './words.ts';

interface Props {
  health: HealthView;
  language: Language;
  /** When the figures were read, in words, for hovering. */
  asOf: string;
}

/** How the server itself is: ready or why not, what it runs without, and the figures that show trouble first. */
export function HealthStrip({ health, language, asOf }: Props): JSX.Element {
  const text = useText();
  const { journal, loopDelay, series } = health;
  const count = (value: number) => formatCount(value, language);
  const work = (ms: number | null) => formatWork(ms, language);
  return (
    <section className="own-health" aria-label={text('data-quality.server')}>
      <Standing health={health} language={language} />
      <dl className="own-figures" title={asOf}>
        <OwnFigure
          name={text('data-quality.journal')}
          value={formatBytes(journal.bytes, language)}
          note={text('data-quality.journal-note', {
            segments: count(journal.segments),
            pending: formatBytes(journal.pendingBytes, language),
          })}
        />
        <OwnFigure
          name={text('data-quality.fsync')}
          value={work(journal.fsync.meanMs)}
          note={text('data-quality.fsync-note', { max: work(journal.fsync.maxMs), count: count(journal.fsync.count) })}
        />
        <HistoryFigure health={health} language={language} />
        <OwnFigure
          name={text('data-quality.loop')}
          value={work(loopDelay.p99Ms)}
          note={text('data-quality.loop-note', { max: work(loopDelay.maxMs) })}
        />
        <OwnFigure
          name={text('data-quality.memory')}
          value={formatBytes(health.rssBytes, language)}
          note={text('data-quality.memory-note', { clients: count(health.clients) })}
        />
        <OwnFigure
          name={text('data-quality.series')}
          value={count(series.known)}
          note={text('data-quality.series-note', { limit: count(series.limit) })}
          share={series.limit === 0 ? null : series.known / series.limit}
        />
      </dl>
    </section>
  );
}

function Standing({ health, language }: Omit<Props, 'asOf'>) {
  const text = useText();
  const { ready, notReady, degraded, version, uptimeMs, epoch } = health;
  const state = ready ? (degraded.length > 0 ? 'minor' : 'normal') : 'unknown';
  const words = ready
    ? text(degraded.length > 0 ? 'data-quality.degraded' : 'data-quality.ready')
    : notReadyWords(notReady ?? '', text);
  return (
    <div className="standing" role="status">
      <p className="standing-words">
        <StateShape severity={state} size={13} decorative />
        <b>{words}</b>
      </p>
      <p className="standing-facts tabular">
        {text('data-quality.standing', { version, uptime: formatDuration(uptimeMs, language), epoch })}
      </p>
      {degraded.length > 0 && (
        <ul className="degraded-list">
          {degraded.map((line) => (
            <li key={line}>
              {text(degradedKey(line))}
              <code lang="en">{line}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The history's size, how far it is behind, and how long its finest values are kept. */
function HistoryFigure({ health: { history }, language }: Omit<Props, 'asOf'>) {
  const text = useText();
  const name = text('data-quality.history');
  if (history === null) return <OwnFigure name={name} value="–" note={text('data-quality.history-off')} />;
  const raw = history.tiers.find(({ tier }) => tier === 'raw');
  const lag = formatWork(history.lagMs, language);
  const note =
    raw?.daysKept == null
      ? text('data-quality.history-lag', { lag })
      : text('data-quality.history-note', { lag, days: formatCount(Math.floor(raw.daysKept), language) });
  return <OwnFigure name={name} value={formatBytes(history.bytes, language)} note={note} />;
}

interface OwnFigureProps {
  name: string;
  value: string;
  note: string;
  share?: number | null;
}

function OwnFigure({ name, value, note, share }: OwnFigureProps) {
  return (
    <div className="own-figure">
      <dt>{name}</dt>
      <dd className="own-value tabular">{value}</dd>
      <dd className="own-note tabular">{note}</dd>
      {share !== undefined && (
        <dd className="own-share" aria-hidden="true">
          <Meter share={share} />
        </dd>
      )}
    </div>
  );
}
