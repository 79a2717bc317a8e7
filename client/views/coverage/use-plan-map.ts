import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ZoneView } from '../../../shared/wire/http.ts';
import { useViewport } from '../../state/viewport.ts';
import { createPlanMap, type PlanEvents, type PlanMap, type PlanShown } from './plan-map.ts';

const WIDE_PADDINGS = [{ topLeft: [24, 92], bottomRight: [64, 100] }] as const;
const NARROW_PADDINGS = [{ topLeft: [8, 8], bottomRight: [48, 34] }] as const;
const NARROW_PX = 821;

/** Makes the map once and keeps it in step with what React knows. */
export function usePlanMap(
  zone: ZoneView,
  shown: PlanShown,
  events: PlanEvents,
): { container: RefObject<HTMLDivElement | null>; plan: PlanMap | null; view: { lat: number; zoom: number } | null } {
  const container = useRef<HTMLDivElement>(null);
  const [plan, setPlan] = useState<PlanMap | null>(null);
  const [view, setView] = useState<{ lat: number; zoom: number } | null>(null);
  const [viewport, setViewport] = useViewport();
  const latest = useRef({ shown, events, viewport, setViewport });
  latest.current = { shown, events, viewport, setViewport };

  useEffect(() => {
    if (!container.current) return;
    const narrow = window.innerWidth < NARROW_PX;
    const made = createPlanMap(
      container.current,
      {
        view: latest.current.viewport,
        home: zone.outline,
        crs: 'WGS84',
        homePaddings: narrow ? NARROW_PADDINGS : WIDE_PADDINGS,
        reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      },
      latest.current.shown,
      {
        onSite: (site, position) => latest.current.events.onSite(site, position),
        onHole: (hole, position) => latest.current.events.onHole(hole, position),
        onNothing: (position) => latest.current.events.onNothing(position),
        onHover: (hover) => latest.current.events.onHover(hover),
      },
    );
    const seen = () => {
      const { y, zoom } = made.map.view();
      setView({ lat: y, zoom });
    };
    const stop = made.map.onView((next) => {
      latest.current.setViewport(next);
      seen();
    });
    seen();
    setPlan(made);
    return () => {
      stop();
      setPlan(null);
      made.remove();
    };
  }, [zone]);

  useEffect(() => plan?.show(shown), [plan, shown]);

  return { container, plan, view };
}
