import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import { metricsOf } from '../../../shared/metrics/index.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { formatTime } from '../../../shared/text/format.ts';
import type { PastSeriesList } from '../../../shared/wire/history.ts';
import { useDowntime } from '../../api/downtime.ts';
import { fetchSeries } from '../../api/history.ts';
import type { ApiError } from '../../api/request.ts';
import { createSharedHover, Panel, type Span } from '../../charts/index.ts';
import { useCursor } from '../../state/cursor.ts';
import { spanOf } from '../../state/cursor-state.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { metricPanels } from './metric-panels.ts';

interface Props {
  id: string;
  kind: ResourceKind;
  /** The resource's name, for exports. */
  name: string;
  timeZone: string;
}

const POINTS = 360;
const LOOK_MS = 5_000;
const SHOWN = 6;

/** The resource's metrics over the time bar's range, one panel each. */
export function ResourceCharts({ id, kind, name, timeZone }: Props): JSX.Element | null {
  const text = useText();
  const { language, theme } = usePreferences();
  const { at, act } = useCursor();
  const [zoom, setZoom] = useState<Span | null>(null);
  const [all, setAll] = useState(false);
  const [hover] = useState(createSharedHover);
  const whole = useWholeSpan();
  const span = zoom ?? whole;
  const metric = useMemo(() => metricsOf(kind).map((one) => one.id), [kind]);
  const { data, error, refetch } = useQuery<PastSeriesList, ApiError>({
    queryKey: ['resource-series', id, span.from, span.to],
    queryFn: ({ signal }) =>
      fetchSeries({ resource: id, metric, from: span.from, to: span.to, points: POINTS }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    enabled: metric.length > 0,
  });
  const downtime = useDowntime();
  const panels = useMemo(
    () => (data ? metricPanels(kind, data, language).map((panel) => ({ ...panel, downtime })) : []),
    [kind, data, language, downtime],
  );
  if (metric.length === 0) return null;
  return (
    <section className="resource-part resource-charts">
      <h3>
        {text('resource.history')}
        {zoom && (
          <button type="button" className="plain resource-zoomed" onClick={() => setZoom(null)}>
            {text('chart.zoomed', { from: formatTime(zoom.from, timeZone), to: formatTime(zoom.to, timeZone) })} ·{' '}
            <u>{text('chart.zoom-out')}</u>
          </button>
        )}
      </h3>
      {error && (
        <p className="resource-notice" role="alert">
          {text('chart.failed', { what: error.message })}{' '}
          <button type="button" className="plain" onClick={() => void refetch()}>
            <u>{text('chart.retry')}</u>
          </button>
        </p>
      )}
      {!data && !error && <p className="muted">{text('chart.loading')}</p>}
      {data && panels.length === 0 && (
        <p className="muted">
          {text('chart.empty')} {text('chart.empty-why')}
        </p>
      )}
      <div className="resource-panels">
        {panels.slice(0, all ? panels.length : SHOWN).map((panel) => (
          <Panel
            key={panel.lines[0]?.key}
            panel={panel}
            span={span}
            hover={hover}
            cursorAt={at}
            subject={name}
            timeZone={timeZone}
            language={language}
            theme={theme}
            onCursor={(to) => act({ type: 'move', to })}
            onZoom={setZoom}
          />
        ))}
      </div>
      {panels.length > SHOWN && (
        <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text('chart.fewer') : text('chart.more', { count: panels.length })}
        </button>
      )}
    </section>
  );
}

/** The time bar's span, moving by whole points while it ends now: what is drawn is asked for once a point. */
function useWholeSpan(): Span {
  const cursor = useCursor();
  const now = useNow(LOOK_MS) + cursor.offsetMs;
  const { from, to } = spanOf(cursor, now);
  const stepMs = (to - from) / POINTS;
  const end = cursor.end === null ? Math.floor(to / stepMs) * stepMs : to;
  return useMemo(() => ({ from: end - stepMs * POINTS, to: end }), [end, stepMs]);
}
