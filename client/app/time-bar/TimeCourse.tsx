import { type JSX, useMemo } from 'react';
import type { Span } from '../../charts/panel.ts';
import { sparkPath } from '../../charts/Sparkline.tsx';
import { useInventory } from '../../live/react.tsx';
import { useSparks } from '../use-sparks.ts';
import { areaUnder } from './area-under.ts';

/** The zone's course that the track is drawn over: how busy its network was. */
const METRIC = 'zone.traffic-dl';
const HEIGHT = 26;
/** Of the track's height: its lowest value still stands above the ground. */
const FLOOR = 4;

export function TimeCourse({ span, width }: { span: Span; width: number }): JSX.Element | null {
  const zone = useInventory().id('zone', 0);
  const sparks = useSparks();
  const buckets = sparks?.of(zone, METRIC);
  const gapMs = sparks?.gapMs ?? 0;
  // The course moves by whole points, the span by the second: it is drawn where it belongs.
  const { from, to } = sparks?.span ?? span;
  const paths = useMemo(() => {
    if (buckets === undefined || width === 0) return null;
    const line = sparkPath(buckets, { from, to }, gapMs, width, HEIGHT - FLOOR);
    return { line, area: areaUnder(line, HEIGHT) };
  }, [buckets, gapMs, from, to, width]);
  if (paths === null) return null;
  const shift = (width * (from - span.from)) / (span.to - span.from);
  return (
    <svg className="time-course" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <g transform={`translate(${shift.toFixed(2)} 0)`}>
        <path className="area" d={paths.area} />
        <path className="line" d={paths.line} />
      </g>
    </svg>
  );
}
