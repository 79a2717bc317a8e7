import { metresBetween } from '../../shared/geo/distance.ts';
import type { Position } from '../../shared/model/resource.ts';

/** Parts of the demo zone: invented names around real landmarks. */
export interface Area {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly centre: Position;
  readonly spreadM: number;
  /** Sites on air in 2020; areas with some are the key areas. */
  readonly onAir: number;
}

/** The invented position of the Qingyun data centre. */
export const DATA_CENTRE: Position = { lat: 36.265, lon: 120.2585 };

export const AREAS: readonly Area[] = [
  { id: 'core', zh: '核心区', en: 'Core', centre: { lat: 36.2625, lon: 120.262 }, spreadM: 1100, onAir: 10 },
  { id: 'huoju', zh: '火炬路', en: 'Huoju Road', centre: { lat: 36.257, lon: 120.2425 }, spreadM: 800, onAir: 5 },
  {
    id: 'station',
    zh: '红岛站东',
    en: 'Hongdao Station East',
    centre: { lat: 36.257, lon: 120.211 },
    spreadM: 800,
    onAir: 4,
  },
  { id: 'north', zh: '北片区', en: 'North', centre: { lat: 36.2785, lon: 120.276 }, spreadM: 700, onAir: 3 },
  { id: 'east', zh: '东片区', en: 'East', centre: { lat: 36.2735, lon: 120.314 }, spreadM: 900, onAir: 5 },
  { id: 'northwest', zh: '西北片区', en: 'North-west', centre: { lat: 36.278, lon: 120.225 }, spreadM: 900, onAir: 0 },
  { id: 'bay', zh: '湾畔', en: 'Bayside', centre: { lat: 36.248, lon: 120.28 }, spreadM: 900, onAir: 0 },
  { id: 'southeast', zh: '东南片区', en: 'South-east', centre: { lat: 36.253, lon: 120.333 }, spreadM: 900, onAir: 0 },
];

export function areaOf(position: Position): Area {
  return AREAS.reduce((best, area) =>
    metresBetween(position, area.centre) < metresBetween(position, best.centre) ? area : best,
  );
}
