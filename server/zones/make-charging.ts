import type { Position } from '../../shared/model/resource.ts';
import { AREAS, areaOf } from './areas.ts';
import { type Ground, nearestM } from './ground.ts';
import { createRandom, type Random } from './random.ts';

const STATIONS = 40;
const CONNECTORS = 198;
const MOST_PER_STATION = 10;
const LEAST_PER_STATION = 2;
const SPACING_M = 250;

/** Rows of stations.csv and connectors.csv: 198 connectors, mostly 7 kW AC, one station in four with some DC. */
export function makeCharging(ground: Ground, seed: number) {
  const random = createRandom(seed, 'charging');
  const positions = placeStations(ground, random);
  const counts = shareConnectors(random);
  const stationRows = positions.map((position, index) => {
    const number = String(index + 1).padStart(3, '0');
    const area = areaOf(position);
    return {
      station: `cs-${number}`,
      name_zh: `${area.zh} ${number} 号充电站`,
      name_en: `${area.en} station ${number}`,
      lat: position.lat.toFixed(5),
      lon: position.lon.toFixed(5),
      status: 'in_service',
      ocpp_id: `QDHT-CS-${number}`,
      synthetic: 1,
    };
  });
  const connectorRows = stationRows.flatMap(({ station }, index) => {
    const dc = index % 4 === 3 ? random.whole(2, Math.min(4, counts[index]!)) : 0;
    const dcPowerKw = random.pick([60, 90, 120]);
    return Array.from({ length: counts[index]! }, (_, at) => ({
      station,
      connector: at + 1,
      connector_type: at < dc ? 'DC' : 'AC',
      power_kw: at < dc ? dcPowerKw : 7,
      status: 'in_service',
      synthetic: 1,
    }));
  });
  return { stationRows, connectorRows };
}

/** Two in three stand in the key areas. */
function placeStations(ground: Ground, random: Random): readonly Position[] {
  const keyAreas = AREAS.filter(({ onAir }) => onAir > 0);
  const placed: Position[] = [];
  while (placed.length < STATIONS) {
    const area = random.pick(keyAreas);
    const position = random.next() < 2 / 3 ? ground.near(random, area.centre, area.spreadM) : ground.anywhere(random);
    if (nearestM(position, placed) >= SPACING_M) placed.push(position);
  }
  return placed;
}

function shareConnectors(random: Random): readonly number[] {
  const counts = Array.from({ length: STATIONS }, () => LEAST_PER_STATION);
  for (let left = CONNECTORS - STATIONS * LEAST_PER_STATION; left > 0; ) {
    const station = random.whole(0, STATIONS - 1);
    if (counts[station]! >= MOST_PER_STATION) continue;
    counts[station]!++;
    left--;
  }
  return counts;
}
