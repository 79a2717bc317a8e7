import './data-quality.css';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import type { SourceView, ZoneView } from '../../../shared/wire/http.ts';
import { useOwnHealth, useSources } from '../../api/own-health.ts';
import type { ApiError } from '../../api/request.ts';
import { fetchZone } from '../../api/zone.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { Notice } from '../../ui/Notice.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { Connect } from './Connect.tsx';
import { HealthStrip } from './HealthStrip.tsx';
import { SourceTable } from './SourceTable.tsx';
import { readOrder, type SourceRow, type Surroundings, sourceRows, wantsLook, writeOrder } from './source-rows.ts';
import { formatSince } from './words.ts';

const REDRAW_MS = 1_000;

/** Who sends what, what was refused and why, and how the server itself is. */
export function DataQuality(): JSX.Element {
  const text = useText();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const sources = useSources();
  if (sources.data === undefined || zone.data === undefined) {
    const error = sources.error ?? zone.error;
    if (error === null) return <Notice title={text('data-quality.loading')} />;
    return (
      <Notice title={text('data-quality.failed', { what: reasonOf(error, text) })} urgent>
        <p>{text('data-quality.failed-why')}</p>
      </Notice>
    );
  }
  return <Overview zone={zone.data} sources={sources.data} readAt={sources.dataUpdatedAt} error={sources.error} />;
}

interface OverviewProps {
  zone: ZoneView;
  sources: readonly SourceView[];
  /** When the sources were last read, by the browser's clock. */
  readAt: number;
  error: ApiError | null;
}

function Overview({ zone, sources, readAt, error }: OverviewProps) {
  const text = useText();
  const { language } = usePreferences();
  const health = useOwnHealth();
  const [orderText, setOrderText] = useQueryParam('order', 'replace');
  const [open, setOpen] = useQueryParam('source', 'replace');
  const here = useNow(REDRAW_MS);
  // Times are the server's: a browser whose clock is off must not make a source look late.
  const ahead = health.data === undefined ? 0 : health.data.now - health.dataUpdatedAt;
  const now = Math.max(here, readAt) + ahead;
  const showTime = (at: number) => `${formatDate(at, zone.timeZone)} ${formatTime(at, zone.timeZone)}`;
  const asOf = text('data-quality.as-of', {
    time: formatTime(readAt + ahead, zone.timeZone),
    age: formatSince(readAt + ahead, now, language),
  });
  const order = readOrder(orderText);
  const rows = sourceRows(sources, readAt + ahead, order);
  const around: Surroundings = { language, now, asOf, showTime };
  return (
    <section className="data-quality" aria-label={text('data-quality.title')}>
      <header>
        <h2>{text('data-quality.title')}</h2>
        {rows.length > 0 && <p>{summary(rows, text)}</p>}
        <a href="/api/docs" target="_blank" rel="noreferrer">
          {text('data-quality.api')} ↗
        </a>
      </header>
      {error !== null && (
        <p className="old-notice" role="alert">
          {text('data-quality.old', { time: formatTime(readAt + ahead, zone.timeZone), what: reasonOf(error, text) })}
        </p>
      )}
      {health.data && <HealthStrip health={health.data} language={language} asOf={asOf} />}
      {rows.length === 0 ? (
        <div className="no-sources">
          <p className="notice-title">{text('data-quality.none')}</p>
          <p>{text('data-quality.none-why')}</p>
          <Connect />
        </div>
      ) : (
        <>
          <SourceTable
            rows={rows}
            order={order}
            open={open}
            onOrder={(next) => setOrderText(writeOrder(next))}
            onOpen={setOpen}
            {...around}
          />
          <details className="connect-more">
            <summary>{text('data-quality.connect')}</summary>
            <Connect />
          </details>
        </>
      )}
    </section>
  );
}

function summary(rows: readonly SourceRow[], text: Say): string {
  const total = rows.length;
  const look = rows.filter(wantsLook).length;
  const words =
    look > 0
      ? text('data-quality.look', { count: look, total })
      : text(total === 1 ? 'data-quality.one-well' : 'data-quality.all-well', { count: total });
  return `${words} · ${text('data-quality.since-start')}`;
}

function reasonOf(error: Error, text: Say): string {
  if (!('code' in error) || typeof error.code !== 'string') return error.message;
  return error.code === 'unreachable' ? text('load.unreachable') : `${error.message} (${error.code})`;
}
