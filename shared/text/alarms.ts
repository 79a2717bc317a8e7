import { ALARM_ADVICE } from './alarm-advice.ts';
import { ALARM_SCREEN } from './alarm-screen.ts';
import type { Texts } from './text.ts';

/** What the rules say, by rule: the problem in a few words, without numbers. */
const PROBLEMS = {
  'alarms.problem.site-unavailable': { zh: '全站不可用', en: 'Whole site unavailable' },
  'alarms.problem.cell-unavailable': { zh: '小区不可用', en: 'Cell unavailable' },
  'alarms.problem.prb-load': { zh: 'PRB 利用率越限', en: 'PRB use above limit' },
  'alarms.problem.prb-load-uplink': { zh: '上行 PRB 利用率越限', en: 'Uplink PRB use above limit' },
  'alarms.problem.sleeping-cell': {
    zh: '疑似休眠小区：流量远低于自身基线',
    en: 'Sleeping cell: traffic far below its baseline',
  },
  'alarms.problem.site-mains': { zh: '市电中断，电池供电', en: 'Mains lost, on battery' },
  'alarms.problem.battery-low': { zh: '电池电量低', en: 'Battery low' },
  'alarms.problem.clock-unlocked': { zh: '时钟失锁', en: 'Clock not locked' },
  'alarms.problem.backhaul-down': { zh: '回传中断', en: 'Backhaul down' },
  'alarms.problem.backhaul-load': { zh: '回传利用率越限', en: 'Backhaul utilization above limit' },
  'alarms.problem.router-down': { zh: '路由器中断', en: 'Router down' },
  'alarms.problem.inlet': { zh: '进风温度过高', en: 'Inlet too warm' },
  'alarms.problem.inlet-rise': { zh: '进风温度上升过快', en: 'Inlet rising fast' },
  'alarms.problem.hall-hot': { zh: '机房大面积高温', en: 'Many racks of the hall too warm' },
  'alarms.problem.dew-point': { zh: '露点超出范围', en: 'Dew point out of range' },
  'alarms.problem.feed-dead': { zh: '供电失电', en: 'Supply dead' },
  'alarms.problem.supply-load': { zh: '供电负载越限', en: 'Supply load above limit' },
  'alarms.problem.failover-headroom': { zh: '失去一路后另一路将过载', en: 'Losing one feed would overload the other' },
  'alarms.problem.ups-state': { zh: 'UPS 异常', en: 'UPS not on line' },
  'alarms.problem.ups-battery': { zh: 'UPS 电池电量低', en: 'UPS battery low' },
  'alarms.problem.generator-failed': { zh: '发电机启动失败', en: 'Generator failed to start' },
  'alarms.problem.cooling-trip': { zh: '冷却单元跳闸', en: 'Cooling unit tripped' },
  'alarms.problem.uplink-down': { zh: '出口端口中断', en: 'Egress port down' },
  'alarms.problem.carrier-cut': { zh: '运营商全部端口中断', en: 'All ports to the carrier down' },
  'alarms.problem.egress-load': { zh: '出口利用率越限', en: 'Egress utilization above limit' },
  'alarms.problem.egress-n-1': {
    zh: '失去一家运营商将超出剩余容量',
    en: 'Losing one carrier would exceed what is left',
  },
  'alarms.problem.egress-forecast': { zh: '出口即将达到上限', en: 'Egress will reach its limit' },
  'alarms.problem.pue-metering': { zh: 'PUE 小于 1：计量有误', en: 'PUE below 1: metering is wrong' },
  'alarms.problem.charger-fault': { zh: '充电枪故障', en: 'Connector faulted' },
  'alarms.problem.station-out': { zh: '充电站全部充电枪不可用', en: 'No connector of the station works' },
  'alarms.problem.gpu-missing': { zh: 'GPU 掉卡', en: 'GPU missing' },
  'alarms.problem.gpu-temperature': { zh: 'GPU 温度过高', en: 'GPU too warm' },
  'alarms.problem.silence': { zh: '停止上报，业务状态未知', en: 'Silent: service not known' },
  'alarms.problem.hall-silent': { zh: '机房大面积停止上报', en: 'Many racks of the hall are silent' },
  'alarms.problem.source-silence': { zh: '数据源静默', en: 'Source silent' },
  'alarms.problem.clock-skew': { zh: '数据源时钟偏差', en: 'Clock of a source is off' },
  'alarms.problem.alarm-flood': { zh: '告警洪泛，超出部分暂缓', en: 'Alarm flood: the rest is held back' },
  'alarms.problem.own-disk': { zh: '本机磁盘空间不足', en: 'This server is short of disk' },
  'alarms.problem.own-lag': { zh: '本机处理滞后', en: 'This server lags behind' },
  'alarms.problem.external': { zh: '设备上报告警', en: 'Alarm of the equipment' },
} as const satisfies Texts;

const CAUSES = {
  'alarms.cause.link-failure': { zh: '链路故障', en: 'Link failure' },
  'alarms.cause.loss-of-signal': { zh: '信号丢失', en: 'Loss of signal' },
  'alarms.cause.communications-subsystem-failure': { zh: '通信子系统故障', en: 'Communications subsystem failure' },
  'alarms.cause.degraded-signal': { zh: '信号劣化', en: 'Degraded signal' },
  'alarms.cause.clock-synchronization-problem': { zh: '时钟同步故障', en: 'Clock synchronization problem' },
  'alarms.cause.excessive-transmitter-temperature': { zh: '发射机过温', en: 'Excessive transmitter temperature' },
  'alarms.cause.antenna-problem': { zh: '天馈故障', en: 'Antenna problem' },
  'alarms.cause.equipment-malfunction': { zh: '设备故障', en: 'Equipment malfunction' },
  'alarms.cause.performance-degraded': { zh: '性能下降', en: 'Performance degraded' },
  'alarms.cause.threshold-crossed': { zh: '越限', en: 'Threshold crossed' },
  'alarms.cause.congestion': { zh: '拥塞', en: 'Congestion' },
  'alarms.cause.temperature-unacceptable': { zh: '温度异常', en: 'Temperature unacceptable' },
  'alarms.cause.humidity-unacceptable': { zh: '湿度异常', en: 'Humidity unacceptable' },
  'alarms.cause.cooling-system-failure': { zh: '冷却系统故障', en: 'Cooling system failure' },
  'alarms.cause.mains-breakdown-with-battery-backup': {
    zh: '市电中断，电池后备',
    en: 'Mains breakdown with battery back-up',
  },
  'alarms.cause.low-battery-threshold': { zh: '电池低阈值', en: 'Low battery threshold' },
  'alarms.cause.rectifier-failure': { zh: '整流器故障', en: 'Rectifier failure' },
  'alarms.cause.power-problem': { zh: '供电故障', en: 'Power problem' },
  'alarms.cause.fan-failure': { zh: '风扇故障', en: 'Fan failure' },
  'alarms.cause.enclosure-door-open': { zh: '柜门打开', en: 'Enclosure door open' },
  'alarms.cause.flood-detected': { zh: '水浸', en: 'Flood' },
  'alarms.cause.smoke-detected': { zh: '烟雾', en: 'Smoke' },
  'alarms.cause.system-resources-overload': { zh: '系统资源过载', en: 'System resources overload' },
  'alarms.cause.storage-capacity-problem': { zh: '存储空间不足', en: 'Storage capacity problem' },
  'alarms.cause.timing-problem': { zh: '定时故障', en: 'Timing problem' },
  'alarms.cause.software-error': { zh: '软件错误', en: 'Software error' },
  'alarms.cause.indeterminate': { zh: '不确定', en: 'Indeterminate' },
} as const satisfies Texts;

const TYPES = {
  'alarms.type.communications-alarm': { zh: '通信告警', en: 'Communications alarm' },
  'alarms.type.quality-of-service-alarm': { zh: '服务质量告警', en: 'Quality of service alarm' },
  'alarms.type.processing-error-alarm': { zh: '处理错误告警', en: 'Processing error alarm' },
  'alarms.type.equipment-alarm': { zh: '设备告警', en: 'Equipment alarm' },
  'alarms.type.environmental-alarm': { zh: '环境告警', en: 'Environmental alarm' },
} as const satisfies Texts;

/** Steps of a record's life, as its history names them. */
const STEPS = {
  'alarms.step.raise': { zh: '产生', en: 'Raised' },
  'alarms.step.change': { zh: '级别变化', en: 'Severity changed' },
  'alarms.step.clear': { zh: '清除', en: 'Cleared' },
  'alarms.step.unknown': { zh: '数据中断，状态未知', en: 'Evidence silent: unknown' },
  'alarms.step.known': { zh: '数据恢复', en: 'Evidence heard again' },
  'alarms.step.fold': { zh: '归入根因', en: 'Folded under a cause' },
  'alarms.step.unfold': { zh: '脱离根因', en: 'Stands on its own' },
  'alarms.step.acknowledge': { zh: '确认', en: 'Acknowledged' },
  'alarms.step.comment': { zh: '备注', en: 'Comment' },
  'alarms.step.assign': { zh: '指派', en: 'Assigned' },
  'alarms.step.shelve': { zh: '搁置', en: 'Shelved' },
  'alarms.step.unshelve': { zh: '取消搁置', en: 'Unshelved' },
  'alarms.step.suppress': { zh: '进入维护窗口', en: 'Covered by maintenance' },
  'alarms.step.unsuppress': { zh: '维护窗口结束', en: 'Maintenance over' },
  'alarms.step.flapping': { zh: '频繁抖动，延迟清除', en: 'Flapping: clear held off' },
  'alarms.step.steady': { zh: '恢复稳定', en: 'Steady again' },
  'alarms.step.update': { zh: '更新', en: 'Updated' },
} as const satisfies Texts;

const REASONS = {
  'alarms.clear-reason.condition': { zh: '条件消失', en: 'The condition ended' },
  'alarms.clear-reason.operator': { zh: '人工清除', en: 'Cleared by hand' },
  'alarms.clear-reason.aligned': { zh: '与数据源对齐', en: 'Aligned with its source' },
  'alarms.clear-reason.excused': {
    zh: '锁定、节能或退出服务，不计为故障',
    en: 'Locked, saving energy or out of service: no fault',
  },
  'alarms.suppressed.shelved': { zh: '已搁置', en: 'Shelved' },
  'alarms.suppressed.maintenance': { zh: '维护中', en: 'In maintenance' },
  'alarms.suppressed.child': { zh: '已归入根因', en: 'Folded under a cause' },
  'alarms.limit-source.catalogue': { zh: '指标目录', en: 'Metric catalogue' },
  'alarms.limit-source.pack': { zh: '园区配置 alarms.yaml', en: 'Zone pack, alarms.yaml' },
  'alarms.limit-source.rule': { zh: '规则', en: 'Rule' },
} as const satisfies Texts;

/** Words of alarms: those that the server's contract names (problems, causes, types, steps, reasons) and those of screens. */
export const ALARMS = {
  ...PROBLEMS,
  ...CAUSES,
  ...TYPES,
  ...STEPS,
  ...REASONS,
  ...ALARM_ADVICE,
  ...ALARM_SCREEN,
} as const satisfies Texts;
