import type { JSX } from 'react';
import { formatCount, formatWithUnit } from '../../shared/text/format.ts';
import type { ZoneView } from '../../shared/wire/http.ts';
import { useCoverageNews, useCoverageSummary } from '../api/coverage-queries.ts';
import { useCoverageVersion } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { CoverageTile } from './CoverageTile.tsx';
import { LiveFigure } from './LiveFigure.tsx';
import { Spark } from './Spark.tsx';
import { share } from './share.ts';
import { Tile } from './Tile.tsx';
import { useNumber } from './use-number.ts';

/** The radio network in four numbers; users have a tile where there is no coverage. `id` is the zone's resource. */
export function RadioTiles({ zone, id }: { zone: ZoneView; id: string }): JSX.Element {
  useCoverageNews(useCoverageVersion());
  const { data: summary, isError } = useCoverageSummary();
  const none = (isError && summary === undefined) || (summary?.unavailable ?? null) !== null;
  return (
    <>
      <Sites zone={zone} id={id} />
      {none ? <Users zone={zone} id={id} /> : <CoverageTile summary={summary} />}
      <Traffic id={id} users={!none} />
      <Power id={id} />
    </>
  );
}

function Sites({ zone, id }: { zone: ZoneView; id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const onAir = useNumber(id, 'zone.sites-on-air');
  const installed = zone.counts.site?.['in-service'] ?? 0;
  const target = zone.targets.sites;
  return (
    <Tile
      label={text('dock.sites')}
      figure={<LiveFigure resource={id} metric="zone.sites-on-air" of={installed} />}
      spark={<Spark resource={id} metric="zone.sites-on-air" />}
      beside={text('dock.target', { target: formatCount(target, language) })}
      note={text('dock.sites-note', {
        out: formatCount(onAir === null ? null : Math.max(0, installed - onAir), language),
        building: formatCount(zone.counts.site?.building ?? 0, language),
      })}
      meter={{ share: share(onAir, target), ticks: [installed / target] }}
    />
  );
}

function Users({ zone, id }: { zone: ZoneView; id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const enabled = useNumber(id, 'zone.cells-enabled');
  const cells = zone.counts.cell?.['in-service'] ?? 0;
  return (
    <Tile
      label={text('dock.users')}
      figure={<LiveFigure resource={id} metric="zone.users" />}
      spark={<Spark resource={id} metric="zone.users" />}
      note={text('dock.users-note', { enabled: formatCount(enabled, language), cells: formatCount(cells, language) })}
    />
  );
}

function Traffic({ id, users: withUsers }: { id: string; users: boolean }) {
  const text = useText();
  const { language } = usePreferences();
  const users = useNumber(id, 'zone.users');
  const each = share(useNumber(id, 'zone.traffic-dl'), users);
  const rate = formatWithUnit(each, 'bit/s', language);
  return (
    <Tile
      label={text('dock.traffic')}
      figure={<LiveFigure resource={id} metric="zone.traffic-dl" />}
      spark={<Spark resource={id} metric="zone.traffic-dl" />}
      note={
        withUsers
          ? text('dock.traffic-users-note', { users: formatCount(users, language) })
          : text('dock.traffic-note', { rate })
      }
    />
  );
}

function Power({ id }: { id: string }) {
  const text = useText();
  const { language } = usePreferences();
  const each = share(useNumber(id, 'zone.radio-power'), useNumber(id, 'zone.sites-on-air'));
  return (
    <Tile
      label={text('dock.radio-power')}
      figure={<LiveFigure resource={id} metric="zone.radio-power" />}
      spark={<Spark resource={id} metric="zone.radio-power" />}
      note={text('dock.radio-power-note', { power: formatWithUnit(each, 'W', language) })}
    />
  );
}
