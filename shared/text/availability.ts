import type { Texts } from './text.ts';

/** Words of availability over a period. */
export const AVAILABILITY = {
  'availability.title': { zh: '可用率', en: 'Availability' },
  'availability.list': { zh: '告警列表', en: 'Alarm list' },
  'availability.tabs': { zh: '告警页内容', en: 'What the Alarms page shows' },
  'availability.period': { zh: '时段', en: 'Period' },
  'availability.period.day': { zh: '24 小时', en: '24 hours' },
  'availability.period.week': { zh: '7 天', en: '7 days' },
  'availability.period.month': { zh: '30 天', en: '30 days' },
  'availability.kinds': { zh: '按资源类型', en: 'By kind of resource' },
  'availability.resources': { zh: '不可用时间最长的资源', en: 'Longest out of service' },
  'availability.column.kind': { zh: '类型', en: 'Kind' },
  'availability.column.resource': { zh: '资源', en: 'Resource' },
  'availability.column.count': { zh: '在运', en: 'In service' },
  'availability.column.availability': { zh: '可用率', en: 'Availability' },
  'availability.column.down': { zh: '不可用', en: 'Out of service' },
  'availability.column.outages': { zh: '中断次数', en: 'Outages' },
  'availability.column.excluded': { zh: '维护（不计）', en: 'Maintenance, excluded' },
  'availability.column.unknown': { zh: '未知', en: 'Unknown' },
  'availability.watched': {
    zh: '此时段内本服务器监视了 {{watched}}；其余 {{rest}} 无记录，不计入。',
    en: 'This server watched {{watched}} of the period. The other {{rest}} is not recorded and not counted.',
  },
  'availability.watched-all': { zh: '此时段内本服务器一直在监视。', en: 'This server watched the whole period.' },
  'availability.how': {
    zh: '不可用：影响业务的告警成立；维护窗口内不计；静默为未知。锁定、节能和未验收的资源不计。',
    en: 'Out of service: an alarm says so. Maintenance is excluded; silence is unknown. Locked, energy-saving and not yet accepted resources are not counted.',
  },
  'availability.none': { zh: '没有资源中断过', en: 'Nothing was out of service' },
  'availability.no-kind': { zh: '没有规则判断这些资源是否可用', en: 'No rule can tell whether these are in service' },
  'availability.more': { zh: '另有 {{count}} 个', en: '{{count}} more' },
  'availability.loading': { zh: '正在计算可用率…', en: 'Working out availability…' },
  'availability.failed': { zh: '可用率无法读取：{{what}}', en: 'Availability could not be read: {{what}}' },
} as const satisfies Texts;
