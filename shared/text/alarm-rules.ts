import type { Texts } from './text.ts';

/** Words of the list of rules: what each goes by, and where its numbers are from. */
export const ALARM_RULES = {
  'rules.tab': { zh: '规则', en: 'Rules' },
  'rules.title': { zh: '告警规则', en: 'Alarm rules' },
  'rules.how': {
    zh: '数值来自指标目录、园区配置 alarms.yaml、规则本身，或由设备上报。同一数据源每分钟最多 {{raises}} 次产生（{{raisesFrom}}）；10 分钟内产生 {{flapping}} 次视为抖动（{{flappingFrom}}）。',
    en: 'Numbers are from the metric catalogue, alarms.yaml of the zone pack, the rule itself, or the equipment that reports. One source raises at most {{raises}} a minute ({{raisesFrom}}); {{flapping}} raises in 10 min are flapping ({{flappingFrom}}).',
  },
  'rules.filter': { zh: '筛选规则', en: 'Filter rules' },
  'rules.count': { zh: '{{shown}} / {{all}} 条规则', en: '{{shown}} of {{all}} rules' },
  'rules.none': { zh: '没有这样的规则', en: 'No rule is like that' },
  'rules.loading': { zh: '正在读取规则…', en: 'Reading the rules…' },
  'rules.failed': { zh: '规则无法读取：{{what}}', en: 'The rules could not be read: {{what}}' },
  'rules.column.rule': { zh: '规则', en: 'Rule' },
  'rules.column.of': { zh: '对象', en: 'Of' },
  'rules.column.judged': { zh: '判断依据', en: 'What is judged' },
  'rules.column.limits': { zh: '级别与门限', en: 'Severity and limits' },
  'rules.column.from': { zh: '出处', en: 'From' },
  'rules.column.hold': { zh: '持续时间', en: 'Held for' },
  'rules.above': {
    zh: '产生\u00a0>\u00a0{{raise}}，清除\u00a0≤\u00a0{{clear}}',
    en: 'raised\u00a0>\u00a0{{raise}}, clears\u00a0≤\u00a0{{clear}}',
  },
  'rules.below': {
    zh: '产生\u00a0<\u00a0{{raise}}，清除\u00a0≥\u00a0{{clear}}',
    en: 'raised\u00a0<\u00a0{{raise}}, clears\u00a0≥\u00a0{{clear}}',
  },
  'rules.hold-raise': { zh: '产生：{{length}}', en: 'to raise: {{length}}' },
  'rules.hold-clear': { zh: '清除：{{length}}', en: 'to clear: {{length}}' },
  'rules.at-once': { zh: '立即', en: 'at once' },
  'rules.by-reporter': { zh: '级别由设备上报', en: 'severity as reported' },
  'rules.from.equipment': { zh: '设备上报', en: 'Reported by equipment' },
  'rules.states-of': { zh: '状态：{{standard}}', en: 'States: {{standard}}' },
  'rules.any-kind': { zh: '任何上报者', en: 'Whatever reports it' },
  'rules.nothing-here': { zh: '本园区没有', en: 'none in this zone' },
  'rules.off': { zh: '已关闭（alarms.yaml）', en: 'Off (alarms.yaml)' },
  'rules.of-alarm': { zh: '规则', en: 'Rule' },
  'rules.open': { zh: '在规则列表中查看', en: 'Show in the list of rules' },
} as const satisfies Texts;
