import type { Texts } from './text.ts';

/** Words of the messages that leave the house. Those of the screen are in notification-screen.ts. */
export const NOTIFICATIONS = {
  'notifications.type.raised': { zh: '新告警', en: 'New' },
  'notifications.type.worse': { zh: '级别升高', en: 'Worse' },
  'notifications.type.more': { zh: '影响扩大', en: 'More affected' },
  'notifications.type.flapping': { zh: '频繁抖动', en: 'Flapping' },
  'notifications.type.again': { zh: '再次发生', en: 'Again' },
  'notifications.type.escalated': { zh: '无人确认，升级通知', en: 'Nobody has acknowledged' },
  'notifications.type.cleared': { zh: '已清除', en: 'Cleared' },
  'notifications.subject': {
    zh: '{{simulated}}[{{severity}}] {{problem}} · {{name}}（{{type}}）',
    en: '{{simulated}}[{{severity}}] {{problem}} · {{name}} ({{type}})',
  },
  'notifications.simulated': { zh: '[模拟] ', en: '[Simulated] ' },
  'notifications.line.problem': { zh: '告警：{{problem}}（{{severity}}）', en: 'Alarm: {{problem}} ({{severity}})' },
  'notifications.line.resource': { zh: '对象：{{name}}（{{resource}}）', en: 'Resource: {{name}} ({{resource}})' },
  'notifications.line.place': { zh: '位置：{{place}}', en: 'Place: {{place}}' },
  'notifications.line.raised': { zh: '发生时间：{{time}}', en: 'Since: {{time}}' },
  'notifications.line.cleared': { zh: '清除时间：{{time}}', en: 'Cleared: {{time}}' },
  'notifications.line.expected': { zh: '预计到达：{{time}}', en: 'Expected: {{time}}' },
  'notifications.line.effect': { zh: '影响：{{effect}}', en: 'Effect: {{effect}}' },
  'notifications.line.children': {
    zh: '由此引起的告警：{{count}} 条',
    en: 'Alarms that it explains: {{count}}',
  },
  'notifications.line.owner': { zh: '负责人：{{owner}}', en: 'Owner: {{owner}}' },
  'notifications.line.simulated': { zh: '数据为模拟。', en: 'Simulated: no real equipment is affected.' },
  'notifications.line.id': { zh: '告警编号：{{id}}', en: 'Alarm id: {{id}}' },
  'notifications.digest.subject': {
    zh: '{{zone}}：{{count}} 条告警通知',
    en: '{{zone}}: {{count}} alarm messages',
  },
  'notifications.digest.head': {
    zh: '一分钟内通知过多，合并为一条：',
    en: 'Too many messages in a minute, put together into this one:',
  },
  'notifications.digest.line': { zh: '· {{subject}}', en: '· {{subject}}' },
  'notifications.digest.rest': { zh: '另有 {{count}} 条', en: 'and {{count}} more' },
  'notifications.digest.dropped': {
    zh: '队列已满，丢弃 {{count}} 条',
    en: '{{count}} were dropped: the queue was full',
  },
  'notifications.watchdog.subject': { zh: '{{zone}}：告警通知链路正常', en: '{{zone}}: alarm notification works' },
  'notifications.watchdog.text': {
    zh: '每 {{minutes}} 分钟一次。收不到这条消息，说明告警也收不到。',
    en: 'Every {{minutes}} minutes. When this does not come, no alarm comes either.',
  },
  'notifications.test.subject': { zh: '{{zone}}：测试消息', en: '{{zone}}: test message' },
  'notifications.test.text': {
    zh: '{{operator}} 在 {{time}} 测试通道“{{channel}}”。',
    en: '{{operator}} tested the channel “{{channel}}” at {{time}}.',
  },
} as const satisfies Texts;
