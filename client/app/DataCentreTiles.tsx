import { type JSX, useMemo } from 'react';
import { findMetric } from '../../shared/metrics/index.ts';
import { formatCount, formatNumber, formatWithUnit, NO_VALUE } from '../../shared/text/format.ts';
import type { ZoneView } from '../../shared/wire/http.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import { useInventory } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { LiveFigure } from './LiveFigure.tsx';
import { Spark } from './Spark.tsx';
import { share } from './share.ts';
import { Tile } from './Tile.tsx';
import { useNumber, useSeverity } from './use-number.ts';

/** Ends of the inlet meter, °C: wide enough for the catalogue's whole ladder. */
const INLET_SCALE = { from: 15, to: 40 } as const;

/** The data centre, its way out and the chargers. `id` is the zone's resource, `dataCentre` the data centre's, if there is one. */
export function DataCentreTiles(props: { zone: ZoneView; id: string; dataCentre: string | null }): JSX.Element {
  const { zone, id, dataCentre } = props;
  return (
    <>
      <Load zone={zone} id={id} dataCentre={dataCentre} />
      {dataCentre !== null && <Inlet id={dataCentre} />}
      <Egress zone={zone} id={id} />
      <Chargers zone={zone} id={id} />
    </>
  );
}

function Load({ zone, id, dataCentre }: { zone: ZoneView; id: string; dataCentre: string | null }) {
  const text = useText();
  const { language } = usePreferences();
  const inventory = useInventory();
  const ratedW = useMemo(() => ratingInService(inventory), [inventory]);
  const racks = zone.counts.rack?.['in-service'] ?? 0;
  const live = useNumber(id, 'zone.racks-live');
  const load = useNumber(id, 'zone.it-power');
  const pue = useNumber(dataCentre ?? id, 'datacentre.pue');
  const counts = { live: formatCount(live, language), racks: formatCount(racks, language) };
  return (
    <Tile
      label={text('dock.it-load')}
      figure={<LiveFigure resource={id} metric="zone.it-power" {...(ratedW > 0 ? { of: ratedW } : {})} />}
      spark={<Spark resource={id} metric="zone.it-power" />}
      note={
        pue === null
          ? text('dock.racks-note', counts)
          : text('dock.racks-pue-note', { ...counts, pue: formatNumber(pue, 2, language) })
      }
      meter={{ share: share(load, ratedW) }}
    />
  );
}

/** Sum of the ratings of all racks in service, W; 0 when the pack does not rate them. */
function ratingInService(inventory: InventoryIndex): number {
  let sum = 0;
  for (let rack = 0; rack < inventory.count('rack'); rack++) {
    if (inventory.lifecycle('rack', rack) !== 'in-service') continue;
    const rated = inventory.attribute('rack', rack, 'rated_w');
    if (typeof rated === 'number') sum += rated;
  }
  return sum;
}

function Inlet({ id }: { id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const hottest = useNumber(id, 'datacentre.inlet-max');
  const severity = useSeverity(id, 'datacentre.inlet-max');
  const mean = useNumber(id, 'datacentre.inlet-mean');
  const steps = findMetric('datacentre.inlet-max')?.ladder?.steps ?? [];
  const onScale = (value: number) => (value - INLET_SCALE.from) / (INLET_SCALE.to - INLET_SCALE.from);
  return (
    <Tile
      label={text('dock.inlet')}
      figure={<LiveFigure resource={id} metric="datacentre.inlet-max" withState />}
      spark={<Spark resource={id} metric="datacentre.inlet-max" />}
      note={text('dock.inlet-note', {
        mean: formatWithUnit(mean, '°C', language),
        limit: steps[0] ? `${formatNumber(steps[0].raise, 0, language)} °C` : NO_VALUE,
      })}
      meter={{
        share: hottest === null ? null : onScale(hottest),
        ticks: steps.map((step) => onScale(step.raise)),
        severity,
      }}
    />
  );
}

function Egress({ zone, id }: { zone: ZoneView; id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const used = share(useNumber(id, 'zone.egress-out'), zone.targets.egressBps);
  const steps = findMetric('uplink.utilization')?.ladder?.steps ?? [];
  return (
    <Tile
      label={text('dock.egress')}
      figure={<LiveFigure resource={id} metric="zone.egress-out" of={zone.targets.egressBps} />}
      spark={<Spark resource={id} metric="zone.egress-out" />}
      note={text('dock.egress-note', {
        in: formatWithUnit(useNumber(id, 'zone.egress-in'), 'bit/s', language),
        share: formatWithUnit(used === null ? null : used * 100, '%', language),
      })}
      meter={{ share: used, ticks: steps.map((step) => step.raise / 100) }}
    />
  );
}

function Chargers({ zone, id }: { zone: ZoneView; id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const connectors = zone.counts.connector?.['in-service'] ?? 0;
  return (
    <Tile
      label={text('dock.chargers')}
      figure={<LiveFigure resource={id} metric="zone.connectors-available" of={connectors} />}
      spark={<Spark resource={id} metric="zone.connectors-available" />}
      note={text('dock.chargers-note', {
        charging: formatCount(useNumber(id, 'zone.connectors-charging'), language),
        faulted: formatCount(useNumber(id, 'zone.connectors-faulted'), language),
      })}
      meter={{ share: share(useNumber(id, 'zone.connectors-available'), connectors) }}
    />
  );
}
