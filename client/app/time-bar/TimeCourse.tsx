import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type JSX, useMemo } from 'react';
import type { PastSeriesList } from '../../../shared/wire/history.ts';
import { fetchSeries } from '../../api/history.ts';
import type { ApiError } from '../../api/request.ts';
import type { Span } from '../../charts/panel.ts';
import { sparkPath } from '../../charts/Sparkline.tsx';
import { useInventory } from '../../live/react.tsx';

/** The zone's course that the track is drawn over: how busy it was. */
const METRIC = 'zone.traffic-dl';
const POINTS = 200;
const HEIGHT = 26;
/** Of the track's height: its lowest value still stands above the ground. */
const FLOOR = 4;

export function TimeCourse({ span, width }: { span: Span; width: number }): JSX.Element | null {
  const zone = useInventory().id('zone', 0);
  // By whole buckets, so that the course is asked for once a bucket, not once a second.
  const bucketMs = (span.to - span.from) / POINTS;
  const to = Math.ceil(span.to / bucketMs) * bucketMs;
  const from = to - POINTS * bucketMs;
  const { data } = useQuery<PastSeriesList, ApiError>({
    queryKey: ['course', zone, from, to],
    queryFn: ({ signal }) => fetchSeries({ resource: zone, metric: METRIC, from, to, points: POINTS }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const buckets = data?.series[0];
  const paths = useMemo(() => {
    if (buckets === undefined || width === 0) return null;
    const gapMs = Math.max(3 * (data?.stepMs ?? 0), 3 * bucketMs);
    const line = sparkPath(buckets, { from, to }, gapMs, width, HEIGHT - FLOOR);
    return { line, area: areaUnder(line, HEIGHT) };
  }, [buckets, data, bucketMs, from, to, width]);
  if (paths === null) return null;
  return (
    <svg className="time-course" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="area" d={paths.area} />
      <path className="line" d={paths.line} />
    </svg>
  );
}

/** The ground under each run of a line, as SVG path data. */
export function areaUnder(line: string, height: number): string {
  return line
    .split('M')
    .filter((run) => run !== '')
    .map((run) => {
      const places = run.split('L');
      const first = places[0]!.split(' ')[0]!;
      const last = places.at(-1)!.split(' ')[0]!;
      return `M${first} ${height}L${places.join('L')}L${last} ${height}Z`;
    })
    .join('');
}
