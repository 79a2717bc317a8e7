import type { JSX } from 'react';
import type { ZoneView } from '../../shared/wire/http.ts';
import { useInventory } from '../live/react.tsx';
import { DataCentreTiles } from './DataCentreTiles.tsx';
import { RadioTiles } from './RadioTiles.tsx';

/** The zone in eight numbers, each a roll-up that the server keeps. */
export function NowTiles({ zone }: { zone: ZoneView }): JSX.Element {
  const inventory = useInventory();
  const id = inventory.id('zone', 0);
  const dataCentre = inventory.count('datacentre') > 0 ? inventory.id('datacentre', 0) : null;
  return (
    <dl className="tiles">
      <RadioTiles zone={zone} id={id} />
      <DataCentreTiles zone={zone} id={id} dataCentre={dataCentre} />
    </dl>
  );
}
