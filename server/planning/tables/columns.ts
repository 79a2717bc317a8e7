import type { Lifecycle, Resource } from '../../../shared/model/resource.ts';
import type { TableCheck } from '../../../shared/wire/planning.ts';

/** One column of a table: its own name is that of a zone pack. */
export interface Column {
  readonly name: string;
  readonly required?: boolean;
  /** Other headers that mean it, in lower case without separators. */
  readonly aliases?: readonly string[];
  /** The value as it is compared and kept; undefined when it is not `expected`. */
  readonly read: (text: string) => string | number | undefined;
  readonly expected: string;
  /** What the inventory says. */
  readonly of: (resource: Resource) => string | number | undefined;
}

export const STATUS_OF: Readonly<Record<Lifecycle, string>> = {
  planned: 'planned',
  building: 'building',
  'in-service': 'on_air',
  retired: 'retired',
};
const STATUSES = new Set(Object.values(STATUS_OF));

/** Tables of the field by what their headers usually are: vendors' exports, Chinese engineering tables (工参), NRM. */
export const COLUMNS: Readonly<Record<TableCheck['table'], readonly Column[]>> = {
  sites: [
    id('site_id', ['siteid', 'enodebid', 'gnodebid', '站号', '基站id'], ({ id: own }) =>
      own.slice(own.indexOf('/') + 1),
    ),
    text('site_name_zh', ['基站名称', '站名', 'sitename', 'enodebname', 'gnodebname'], ({ name }) => name.zh),
    text('site_name_en', ['sitenameen'], ({ name }) => name.en),
    degrees('lat', 90, ['latitude', 'latsite', '纬度'], ({ position }) => position?.lat),
    degrees('lon', 180, ['longitude', 'lonsite', 'lng', '经度'], ({ position }) => position?.lon),
    {
      name: 'status',
      aliases: ['state', '状态'],
      expected: 'one of planned, building, on_air, retired',
      read: (given) => (STATUSES.has(given) ? given : undefined),
      of: ({ lifecycle }) => STATUS_OF[lifecycle],
    },
    text('phase', ['期次'], attribute('phase')),
    {
      name: 'on_air_date',
      aliases: ['onairdate', '开通日期'],
      expected: 'a date such as 2020-06-08',
      read: (given) => (/^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined),
      of: attribute('on_air_date'),
    },
    text('area', ['区域'], attribute('area')),
    text('backhaul_node', [], attribute('backhaul_node')),
    text('power_feed', [], attribute('power_feed')),
    text('vendor', ['厂家'], attribute('vendor')),
  ],
  cells: [
    id('site_id', ['siteid', '站号', '基站id'], ({ parent }) => parent?.slice(parent.indexOf('/') + 1)),
    whole('cell_id', 0, 16_383, ['localcellid', 'celllocalid', 'cellid', '小区id'], true),
    whole('gnb_id', 0, 2 ** 32 - 1, ['gnbid']),
    whole('gnb_id_len', 22, 32, ['gnbidlength']),
    whole('nci', 0, 2 ** 36 - 1, ['nrcellidentity']),
    whole('tac', 0, 2 ** 24 - 1, ['nrtac']),
    whole('pci', 0, 1007, ['phycellid', 'nrpci']),
    text('band', ['频段'], attribute('band')),
    whole('nr_arfcn', 0, 3_279_165, ['arfcndl', 'dlearfcn', 'dlarfcn', '频点']),
    whole('ssb_arfcn', 0, 3_279_165, ['ssbarfcn', 'ssbfrequency']),
    whole('scs_khz', 15, 960, ['scs', 'subcarrierspacing']),
    decimal('bw_mhz', 1, 2_000, ['bandwidth', 'bschannelbwdl', '带宽']),
    text('duplex', ['双工'], attribute('duplex')),
    decimal('tx_power_dbm', -50, 80, ['configuredmaxtxpower', 'txpower', '发射功率']),
    text('antenna_model', ['天线型号'], attribute('antenna_model')),
    decimal('gain_dbi', -20, 60, ['antennagain', '天线增益']),
    {
      ...decimal('azimuth_deg', -360, 720, ['azimuth', '方位角']),
      read: (given) => {
        const value = numberOf(given, -360, 720);
        return value === undefined ? undefined : ((value % 360) + 360) % 360;
      },
    },
    decimal('beamwidth_deg', 1, 360, ['beamwidth', '水平半功率角']),
    decimal('height_m', 0, 1_000, ['height', '挂高', '天线挂高']),
    decimal('mech_tilt_deg', -90, 90, ['mtilt', '机械下倾角']),
    decimal('elec_tilt_deg', -90, 90, ['etilt', '电下倾角', '电子下倾角']),
    text('vendor', ['厂家'], attribute('vendor')),
  ],
};

/** A header as it is compared: lower case, without spaces and separators. */
export function plainHeader(header: string): string {
  return header.toLowerCase().replace(/[\s_.\-()（）°]+/g, '');
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function numberOf(given: string, least: number, most: number): number | undefined {
  const value = NUMBER.test(given) ? Number(given) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** 36°15′06″N, 36 15 6.2 N, 120:16:06E. */
const DMS = /^(\d{1,3})[°:\s度]\s*(\d{1,2})[′':\s分]\s*(\d{1,2}(?:\.\d+)?)[″"\s秒]*([NSEW北南东西]?)$/i;

function degreesOf(given: string, most: number): number | undefined {
  const [, whole, minutes, seconds, side] = DMS.exec(given) ?? [];
  if (whole === undefined) return numberOf(given, -most, most);
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  const isNegative = side !== undefined && /[SW南西]/i.test(side);
  return value <= most && Number(minutes) < 60 && Number(seconds) < 60 ? (isNegative ? -value : value) : undefined;
}

function degrees(name: string, most: number, aliases: readonly string[], of: Column['of']): Column {
  const expected = `degrees from −${most} to ${most}, decimal or as 36°15′06″`;
  return { name, aliases, required: true, expected, read: (given) => degreesOf(given, most), of };
}

function id(name: string, aliases: readonly string[], of: Column['of']): Column {
  return {
    name,
    aliases,
    required: true,
    expected: 'an id of a–z, 0–9 and -',
    read: (given) => (/^[a-z0-9-]{1,64}$/.test(given) ? given : undefined),
    of,
  };
}

function text(name: string, aliases: readonly string[], of: Column['of']): Column {
  const read = (given: string): string | undefined => (given.length <= 200 ? given : undefined);
  return { name, aliases, expected: 'a text of at most 200 characters', read, of };
}

function whole(name: string, least: number, most: number, aliases: readonly string[], required = false): Column {
  const read = (given: string): number | undefined => {
    const value = numberOf(given, least, most);
    return Number.isInteger(value) ? value : undefined;
  };
  return { name, aliases, required, expected: `a whole number from ${least} to ${most}`, read, of: attribute(name) };
}

function decimal(name: string, least: number, most: number, aliases: readonly string[]): Column {
  const expected = `a number from ${least} to ${most}`;
  return { name, aliases, expected, read: (given) => numberOf(given, least, most), of: attribute(name) };
}

function attribute(name: string): Column['of'] {
  return ({ attributes }) => attributes.get(name);
}
