import type { TableName } from '../../../shared/wire/planning.ts';
import { type Column, date, decimal, degrees, id, numberOf, oneOf, text, whole, word } from './column-kinds.ts';
import { readFlag, readStatus, STATUS_OF } from './status-words.ts';

const ANGLE = ['°', '度', 'deg'];
const LENGTH = ['m', '米'];

const SYNTHETIC: Column = {
  name: 'synthetic',
  aliases: [],
  expected: oneOf(['0', '1']),
  read: readFlag,
  of: ({ synthetic }) => (synthetic ? 1 : 0),
};

/** Tables of the field by what their headers usually are: vendors' exports, Chinese engineering tables (工参), NRM. */
export const COLUMNS: Readonly<Record<TableName, readonly Column[]>> = {
  sites: [
    id(
      'site_id',
      [
        'siteid',
        'enodebid',
        'gnodebid',
        '站号',
        '基站id',
        '基站编号',
        '基站标识',
        '站点id',
        '站点编号',
        '站址编号',
        '物理站编号',
      ],
      ({ id: own }) => own.slice(own.indexOf('/') + 1),
    ),
    text(
      'site_name_zh',
      [
        'sitename',
        'enodebname',
        'gnodebname',
        '基站名称',
        '基站名',
        '站名',
        '站点名称',
        '站址名称',
        '基站中文名',
        'gnodeb名称',
      ],
      ({ name }) => name.zh,
    ),
    text('site_name_en', ['sitenameen', '英文名称', '基站英文名'], ({ name }) => name.en),
    degrees('lat', 90, ['latitude', 'latsite', '纬度', '基站纬度', '站点纬度'], ({ position }) => position?.lat),
    degrees(
      'lon',
      180,
      ['longitude', 'lonsite', 'lng', '经度', '基站经度', '站点经度'],
      ({ position }) => position?.lon,
    ),
    {
      name: 'status',
      always: true,
      aliases: [
        'state',
        '状态',
        '基站状态',
        '站点状态',
        '建设状态',
        '在网状态',
        '开通状态',
        '入网状态',
        '是否开通',
        '是否在网',
        '是否入网',
      ],
      expected: oneOf(['planned', 'building', 'on_air', 'retired']),
      read: readStatus,
      of: ({ lifecycle }) => STATUS_OF[lifecycle],
    },
    text('phase', ['期次', '建设期次', '工程期数']),
    date('on_air_date', ['onairdate', '开通日期', '开通时间', '入网日期', '入网时间']),
    text('area', ['区域', '区县', '所属区县', '行政区', '片区']),
    text('backhaul_node', ['传输节点']),
    text('power_feed', []),
    text('vendor', ['厂家', '厂商', '设备厂家', '设备厂商', '主设备厂家']),
    SYNTHETIC,
  ],
  cells: [
    id(
      'site_id',
      ['siteid', '站号', '基站id', '基站编号', '站点id', '站点编号', '站址编号', '物理站编号'],
      ({ parent }) => parent?.slice(parent.indexOf('/') + 1),
    ),
    whole(
      'cell_id',
      [0, 16_383],
      ['localcellid', 'celllocalid', 'cellid', '小区id', '小区标识', '本地小区id', '本地小区标识'],
      {
        required: true,
      },
    ),
    whole('gnb_id', [0, 2 ** 32 - 1], ['gnbid', 'gnodebid', 'gnodeb标识', '基站标识']),
    whole('gnb_id_len', [22, 32], ['gnbidlength', 'gnbidlen', 'gnodebid长度']),
    whole('nci', [0, 2 ** 36 - 1], ['nrcellidentity', 'nr小区标识']),
    whole('tac', [0, 2 ** 24 - 1], ['nrtac', '跟踪区码', '跟踪区域码']),
    whole('pci', [0, 1007], ['phycellid', 'nrpci', 'physicalcellid', '物理小区标识', '物理小区id']),
    {
      ...text('band', ['频段', '工作频段', '频带', 'frequencyband']),
      always: true,
      read: (given) => (/^n\d+$/i.test(given) ? given.toLowerCase() : given.length <= 200 ? given : undefined),
    },
    whole(
      'nr_arfcn',
      [0, 3_279_165],
      ['nrarfcn', 'arfcndl', 'dlearfcn', 'dlarfcn', '频点', '下行频点', '中心频点', '下行中心频点'],
    ),
    whole('ssb_arfcn', [0, 3_279_165], ['ssbarfcn', 'ssbfrequency', 'ssb频点'], { always: false }),
    whole('scs_khz', [15, 960], ['scs', 'subcarrierspacing', '子载波间隔'], { units: ['khz', 'k'] }),
    decimal(
      'bw_mhz',
      [1, 2_000],
      ['mhz', 'm'],
      ['bandwidth', 'bschannelbwdl', '带宽', '小区带宽', '系统带宽', '下行带宽'],
    ),
    word('duplex', ['TDD', 'FDD', 'SUL', 'SDL'], ['duplexmode', '双工', '双工方式', '双工模式']),
    decimal(
      'tx_power_dbm',
      [-50, 80],
      ['dbm'],
      ['configuredmaxtxpower', 'txpower', '发射功率', '最大发射功率', '小区功率'],
    ),
    text('antenna_model', ['天线型号', '天线类型']),
    decimal('gain_dbi', [-20, 60], ['dbi', 'db'], ['antennagain', '天线增益', '增益']),
    {
      ...decimal('azimuth_deg', [-360, 720], ANGLE, ['azimuth', '方位角', '天线方位角', '方向角', '天线方向角']),
      read: (given) => {
        const value = numberOf(given, -360, 720, ANGLE);
        return value === undefined ? undefined : ((value % 360) + 360) % 360;
      },
    },
    decimal('beamwidth_deg', [1, 360], ANGLE, ['beamwidth', '水平半功率角', '水平波瓣宽度', '水平波束宽度']),
    decimal('height_m', [0, 1_000], LENGTH, ['height', '挂高', '天线挂高', '天线高度', '站高']),
    decimal('mech_tilt_deg', [-90, 90], ANGLE, ['mtilt', 'mechanicaltilt', '机械下倾角', '机械下倾', '机械倾角']),
    decimal('elec_tilt_deg', [-90, 90], ANGLE, [
      'etilt',
      'electricaltilt',
      '电下倾角',
      '电子下倾角',
      '电调下倾角',
      '电子下倾',
      '电子倾角',
    ]),
    text('vendor', ['厂家', '厂商', '设备厂家', '设备厂商', '主设备厂家']),
    SYNTHETIC,
  ],
};

/** A header as it is compared: lower case, without spaces and separators. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.\-/()[\]{}【】°*:]+/g, '');
}

/** Brackets at the end, and a unit after a slash: 挂高(米), 方位角【°】, 带宽/MHz. */
const UNIT_BEHIND = /\s*(?:\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|\/\s*(?:°|度|米|m|mhz|khz|dbm|dbi|deg))\s*\*?$/i;

/** The same without a unit in brackets; what is in them is for the reader. */
export function headerWithoutUnit(header: string): string {
  return plainHeader(header.normalize('NFKC').replace(UNIT_BEHIND, ''));
}
