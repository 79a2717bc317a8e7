import './drawer-charts.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, useMemo, useState } from 'react';
import type { ResourceKind } from '../../../../shared/model/resource.ts';
import { formatTime } from '../../../../shared/text/format.ts';
import type { PastSeriesList } from '../../../../shared/wire/history.ts';
import { useDowntime } from '../../../api/downtime.ts';
import { fetchSeries } from '../../../api/history.ts';
import type { ApiError } from '../../../api/request.ts';
import { fetchZone } from '../../../api/zone.ts';
import { createSharedHover, Panel, type Span } from '../../../charts/index.ts';
import { useCursor } from '../../../state/cursor.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { useText } from '../../../ui/text.ts';
import { chartedMetrics, panelsOf } from './panels-of.ts';
import { useAlignedSpan } from './use-aligned-span.ts';

interface Props {
  id: string;
  kind: ResourceKind;
  /** The resource's name, for exports. */
  name: string;
}

const POINTS = 240;
const SHOWN = 3;

/** The resource's metrics over the time bar's range, one panel each. */
export function DrawerCharts({ id, kind, name }: Props): JSX.Element {
  const text = useText();
  const { language, theme } = usePreferences();
  const { at, act } = useCursor();
  const [zoom, setZoom] = useState<Span | null>(null);
  const [all, setAll] = useState(false);
  const [hover] = useState(createSharedHover);
  const whole = useAlignedSpan(POINTS);
  const span = zoom ?? whole;
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const timeZone = zone.data?.timeZone ?? 'UTC';
  const metric = useMemo(() => chartedMetrics(kind).map((one) => one.id), [kind]);
  const { data, error, refetch } = useQuery<PastSeriesList, ApiError>({
    queryKey: ['series', id, span.from, span.to],
    queryFn: ({ signal }) =>
      fetchSeries({ resource: id, metric: [...metric], from: span.from, to: span.to, points: POINTS }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const downtime = useDowntime();
  const panels = useMemo(
    () => (data ? panelsOf(kind, data, language).map((panel) => ({ ...panel, downtime })) : []),
    [kind, data, language, downtime],
  );

  return (
    <section className="drawer-part drawer-charts">
      <h3>
        {text('chart.section')}
        {zoom && (
          <button type="button" className="plain zoomed" onClick={() => setZoom(null)}>
            {text('chart.zoomed', { from: formatTime(zoom.from, timeZone), to: formatTime(zoom.to, timeZone) })} ·{' '}
            <u>{text('chart.zoom-out')}</u>
          </button>
        )}
      </h3>
      {error && (
        <p className="drawer-notice">
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
      {panels.length > SHOWN && (
        <button type="button" className="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text('chart.fewer') : text('chart.more', { count: panels.length })}
        </button>
      )}
    </section>
  );
}
