import type { Texts } from './text.ts';

/** Coverage on the maps, and the figures of it that other screens show. */
export const COVERAGE = {
  'view.coverage': { zh: '覆盖', en: 'Coverage' },
  'coverage.title': { zh: '覆盖与建设', en: 'Coverage and roll-out' },

  'coverage.layer.rsrp': { zh: '信号电平 SS-RSRP', en: 'SS-RSRP' },
  'coverage.layer.sinr': { zh: '信号质量 SS-SINR', en: 'SS-SINR' },
  'coverage.layer.probability': { zh: '覆盖概率', en: 'Probability of coverage' },
  'coverage.layer.best-server': { zh: '最佳服务小区', en: 'Best server' },
  'coverage.layer.single-server': { zh: '单站覆盖', en: 'One site only' },
  'coverage.layer.overlap': { zh: '重叠覆盖（小区数）', en: 'Overlap (servers)' },
  'coverage.layer.covered': { zh: '达标覆盖', en: 'Covered' },
  'coverage.layer.validity': { zh: '模型适用范围', en: 'Model validity' },
  'coverage.difference-of': { zh: '差异：{{layer}}', en: 'Difference: {{layer}}' },
  'coverage.best-server-key': {
    zh: '颜色仅用于区分相邻小区，线为边界；指向地图可见小区名称',
    en: 'Colours only tell neighbouring cells apart, lines are their borders; point at the map for the name',
  },
  'coverage.class-uncovered': { zh: '未达标', en: 'not covered' },
  'coverage.class-covered': { zh: '达标', en: 'covered' },
  'coverage.class-valid': { zh: '适用', en: 'within range' },
  'coverage.class-invalid': { zh: '超出适用范围', en: 'outside its range' },
  'coverage.single.none': { zh: '低于门限', en: 'below threshold' },
  'coverage.single.several': { zh: '两站以上', en: 'two sites or more' },
  'coverage.single.one': { zh: '仅一站', en: 'one site only' },
  'coverage.change.neither': { zh: '均未达标', en: 'neither' },
  'coverage.change.both': { zh: '均达标', en: 'both' },
  'coverage.change.gained': { zh: '新增', en: 'gained' },
  'coverage.change.lost': { zh: '失去', en: 'lost' },
  'coverage.line-rsrp': { zh: '线：门限 {{rsrp}} dBm', en: 'Line: threshold {{rsrp}} dBm' },
  'coverage.line-sinr': { zh: '线：门限 {{sinr}} dB', en: 'Line: threshold {{sinr}} dB' },
  'coverage.line-covered': {
    zh: '线：SS-RSRP ≥ {{rsrp}} dBm 且 SS-SINR ≥ {{sinr}} dB',
    en: 'Line: SS-RSRP ≥ {{rsrp}} dBm and SS-SINR ≥ {{sinr}} dB',
  },
  'coverage.line-probability': { zh: '线：50 %', en: 'Line: 50 %' },
  'coverage.line-best-server': { zh: '线：小区边界', en: 'Lines: borders of cells' },
  'coverage.line-single-server': { zh: '线：仅一站覆盖之处', en: 'Line: where one site alone serves' },
  'coverage.line-overlap': {
    zh: '线：4 个以上小区在最强的 6 dB 以内',
    en: 'Line: four servers or more within 6 dB of the best',
  },
  'coverage.line-validity': { zh: '线：模型适用范围之外', en: 'Line: outside what the model was made for' },

  'coverage.hole-label': { zh: '{{area}} km² · {{people}} 人', en: '{{area}} km² · {{people}} people' },
  'coverage.hole-chargers': { zh: '{{count}} 台充电桩', en: '{{count}} chargers' },
  'coverage.hole-racks': { zh: '{{count}} 架机柜', en: '{{count}} racks' },
  'coverage.hole-due': { zh: '{{left}}后', en: 'in {{left}}' },
  'coverage.hole-due-unknown': { zh: '时间未知', en: 'nobody knows when' },

  'coverage.tile': { zh: '达标覆盖率', en: 'Coverage' },
  'coverage.tile-lost': {
    zh: '退服损失 {{lost}} · 目标 {{target}}',
    en: '{{lost}} lost to outages · target {{target}}',
  },
  'coverage.tile-whole': { zh: '无退服损失 · 目标 {{target}}', en: 'nothing lost · target {{target}}' },
  'coverage.tile-wait': { zh: '正在计算', en: 'being worked out' },
  'coverage.tile-past': { zh: '仅有当前值', en: 'known for the present only' },
  'coverage.tile-none': { zh: '无覆盖计算', en: 'not worked out here' },
} as const satisfies Texts;
