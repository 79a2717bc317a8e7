import { degrees, numberOf } from '../tables/column-kinds.ts';
import { headerWithoutUnit, plainHeader } from '../tables/columns.ts';
import type { MeasurementProblem } from './problems.ts';

export const MEASURED_COLUMNS = [
  'lat',
  'lon',
  'ss_rsrp_dbm',
  'ss_sinr_db',
  'cell',
  'nci',
  'pci',
  'nr_arfcn',
  'at',
  'simulated',
] as const;
export const HISTOGRAM_COLUMNS = ['cell', 'nci', 'from_dbm', 'to_dbm', 'count', 'simulated'] as const;
export type MeasuredColumnName = (typeof MEASURED_COLUMNS)[number] | (typeof HISTOGRAM_COLUMNS)[number];

type Refusal = Pick<MeasurementProblem, 'code' | 'values'>;

/** One column of a log: how its header may be written, and how a cell of it is read. */
export interface MeasuredColumn {
  readonly name: MeasuredColumnName;
  /** No log means anything without it. */
  readonly required?: boolean;
  /** Headers in lower case without separators and units. */
  readonly aliases: readonly string[];
  /** The value, or what is wrong with it. */
  read(given: string): number | string | Refusal;
}

/** Reported values of SS-RSRP, dBm (TS 38.133 Table 10.1.6.1-1). */
const RSRP_DBM = [-156, -31] as const;
/** SS-SINR, dB: terminals report −23 to 40 (TS 38.133 Table 10.1.16.1-1), scanners read further down. */
const SINR_DB = [-50, 50] as const;

/** Spellings of vendors' drive-test tools around the name of a quantity of the serving cell. */
const SERVING = [
  '',
  'nr',
  '5g',
  'nrpcell',
  'pcell',
  'nrserving',
  'serving',
  'servingcell',
  'nrservingcell',
  'nrpcellserving',
  '5gnrpcellrfserving',
  '5gkpipcellrfserving',
  'nrs',
  '主服',
  '主服小区',
  '主小区',
  '服务小区',
];

function served(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => SERVING.map((before) => before + name));
}

const CELL: readonly MeasuredColumn[] = [
  { name: 'cell', aliases: ['cell', ...served('cellid', '小区', '小区id', '小区标识')], read: readCell },
  whole('nci', [0, 2 ** 36 - 1], served('nci', 'nrcellidentity', 'cellidentity', 'nr小区标识', '小区nci')),
];

const SIMULATED: MeasuredColumn = {
  name: 'simulated',
  aliases: ['simulated', '模拟'],
  read: (given) => (given === '0' || given === '1' ? Number(given) : { code: 'not-flag', values: { given } }),
};

/** Of a log of points. */
export const POINT_COLUMNS: readonly MeasuredColumn[] = [
  coordinate('lat', 90, ['lat', 'latitude', 'gpslat', 'gpslatitude', '纬度', 'gps纬度']),
  coordinate('lon', 180, ['lon', 'lng', 'long', 'longitude', 'gpslon', 'gpslongitude', '经度', 'gps经度']),
  {
    ...decimal('ss_rsrp_dbm', RSRP_DBM, ['dbm'], served('ssrsrp', 'rsrp', 'ssbrsrp', 'ssrsrpdbm', 'rsrpdbm')),
    required: true,
  },
  decimal('ss_sinr_db', SINR_DB, ['db'], served('sssinr', 'sinr', 'ssbsinr', 'sssinrdb', 'sinrdb')),
  ...CELL,
  whole('pci', [0, 1007], served('pci', 'physicalcellid', 'phycellid', '物理小区标识', '物理小区id')),
  whole('nr_arfcn', [0, 3_279_165], served('nrarfcn', 'arfcn', 'ssbarfcn', '频点', 'ssb频点', '下行频点')),
  {
    name: 'at',
    aliases: ['at', 'time', 'timestamp', 'datetime', 'utctime', 'utc', '时间', '采集时间', '测量时间', '时间戳'],
    // Read with the zone's time zone, which a column does not know.
    read: (given) => given,
  },
  SIMULATED,
];

/** Of histograms: one row for each bin of a cell (and of an SSB). */
export const BIN_COLUMNS: readonly MeasuredColumn[] = [
  ...CELL,
  { ...decimal('from_dbm', RSRP_DBM, ['dbm'], ['from', 'fromdbm', 'binfrom', '下限', '起始']), required: true },
  { ...decimal('to_dbm', RSRP_DBM, ['dbm'], ['to', 'todbm', 'binto', '上限', '结束']), required: true },
  { ...whole('count', [0, 1e12], ['count', 'samples', 'l1mssrsrp', '样本数', '采样点数', '次数']), required: true },
  SIMULATED,
];

/** The column that a header means; undefined for none. */
export function columnMeant(columns: readonly MeasuredColumn[], header: string): MeasuredColumn | undefined {
  const forms = [plainHeader(header), headerWithoutUnit(header)];
  return columns.find(({ name, aliases }) =>
    forms.some((form) => form === plainHeader(name) || aliases.includes(form)),
  );
}

function coordinate(name: 'lat' | 'lon', most: number, aliases: readonly string[]): MeasuredColumn {
  const { read } = degrees(name, most, [], () => undefined);
  return {
    name,
    required: true,
    aliases,
    read: (given) => read(given) ?? { code: 'not-degrees', values: { given, most } },
  };
}

function decimal(
  name: MeasuredColumnName,
  [least, most]: readonly [number, number],
  units: readonly string[],
  aliases: readonly string[],
): MeasuredColumn {
  return {
    name,
    aliases,
    read: (given) => numberOf(given, least, most, units) ?? { code: 'not-number', values: { given, least, most } },
  };
}

function whole(
  name: MeasuredColumnName,
  [least, most]: readonly [number, number],
  aliases: readonly string[],
): MeasuredColumn {
  return {
    name,
    aliases,
    read(given) {
      const value = numberOf(given, least, most);
      return Number.isInteger(value) ? value! : { code: 'not-whole', values: { given, least, most } };
    },
  };
}

/** Ours, with or without `cell/` before it; a number is an NR cell identity. */
function readCell(given: string): number | string | Refusal {
  const text = given.normalize('NFKC').trim().toLowerCase();
  if (/^\d{1,11}$/.test(text) && Number(text) < 2 ** 36) return Number(text);
  const id = text.startsWith('cell/') ? text : `cell/${text}`;
  return /^cell\/[a-z0-9-]{1,64}\/\d{1,5}$/.test(id) ? id : { code: 'not-cell', values: { given } };
}
