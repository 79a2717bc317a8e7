/** What a reported number is, where no standard names it; by the metric's id. */
export const DEFINITIONS = {
  'definition.site.mains': {
    zh: '站点开关电源交流输入有无市电',
    en: 'Whether the power system of the site has mains at its AC input',
  },
  'definition.site.battery-runtime': {
    zh: '按当前负载，电池还能供电的时间（站点上报）',
    en: 'How long the battery lasts at the present load, as the site reports it',
  },
  'definition.site.rectifier': {
    zh: '整流模块状态；任一模块故障即为故障',
    en: 'State of the rectifier modules; failed when any one is',
  },
  'definition.site.clock': {
    zh: '基站时钟对 GNSS 或上级时钟源的同步状态',
    en: 'Whether the clock of the site follows GNSS or the clock above it',
  },
  'definition.site.holdover-left': {
    zh: '失去同步源后，相位误差仍在限值内的剩余时间（站点上报）',
    en: 'How long the phase stays within its limit without a reference, as the site reports it',
  },
  'definition.site.radio-backup-left': {
    zh: '按分级下电，电池供射频的剩余时间；射频下电后为 0',
    en: 'How long the battery still feeds the radios before they are shed; 0 once they are off',
  },
  'definition.utility.state': { zh: '市电进线是否带电', en: 'Whether the incoming supply is energized' },
  'definition.utility.power': { zh: '进线处测得的有功功率', en: 'Active power, measured at the intake' },
  'definition.transformer.state': { zh: '变压器是否带电', en: 'Whether the transformer is energized' },
  'definition.transformer.power': { zh: '流经变压器的有功功率', en: 'Active power that goes through it' },
  'definition.generator.state': { zh: '发电机控制器上报的状态', en: 'State that its controller reports' },
  'definition.generator.power': { zh: '发电机输出的有功功率', en: 'Active power that it delivers' },
  'definition.ups.state': {
    zh: '负载由逆变器、电池还是旁路供电',
    en: 'Whether its load is fed by the inverter, the battery or the bypass',
  },
  'definition.ups.power': { zh: 'UPS 输出的有功功率', en: 'Active power at its output' },
  'definition.pdu.state': { zh: '配电柜是否带电', en: 'Whether the distribution unit is energized' },
  'definition.pdu.power': { zh: '配电柜输出的有功功率', en: 'Active power at its output' },
  'definition.rack.outlet': { zh: '机柜后部出风口的空气温度', en: 'Air temperature at the back of the rack' },
  'definition.rack.humidity': { zh: '机柜进风的相对湿度', en: 'Relative humidity of the air that the rack takes in' },
  'definition.rack.power-a': { zh: '机柜从 A 路取用的有功功率', en: 'Active power that the rack takes from feed A' },
  'definition.rack.power-b': { zh: '机柜从 B 路取用的有功功率', en: 'Active power that the rack takes from feed B' },
  'definition.rack.current-a': {
    zh: '机柜从 A 路取用的电流（有效值）',
    en: 'Current (RMS) that the rack takes from feed A',
  },
  'definition.rack.current-b': {
    zh: '机柜从 B 路取用的电流（有效值）',
    en: 'Current (RMS) that the rack takes from feed B',
  },
  'definition.rack.energy': {
    zh: '机柜电表的累计读数，更换电表后重新计数',
    en: 'Reading of the meter; it starts again when the meter is changed',
  },
  'definition.power-feed.state': { zh: '该路供电是否带电', en: 'Whether the feed is energized' },
  'definition.power-feed.power': { zh: '该路的三相有功功率之和', en: 'Active power of its three phases together' },
  'definition.power-feed.current-l1': { zh: '该路 L1 相电流（有效值）', en: 'Current (RMS) of its phase L1' },
  'definition.power-feed.current-l2': { zh: '该路 L2 相电流（有效值）', en: 'Current (RMS) of its phase L2' },
  'definition.power-feed.current-l3': { zh: '该路 L3 相电流（有效值）', en: 'Current (RMS) of its phase L3' },
  'definition.cooling-unit.state': { zh: '空调控制器上报的状态', en: 'State that its controller reports' },
  'definition.cooling-unit.supply': { zh: '空调送出的空气温度', en: 'Temperature of the air that it supplies' },
  'definition.cooling-unit.return': { zh: '回到空调的空气温度', en: 'Temperature of the air that comes back to it' },
  'definition.cooling-unit.fan': { zh: '风机转速占额定转速的百分比', en: 'Fan speed as a share of the rated speed' },
  'definition.cooling-unit.power': { zh: '空调取用的有功功率', en: 'Active power that it takes' },
} as const;
