import type { Texts } from './text.ts';

const LIST = {
  'snapshot-screen.schedules': { zh: '定时快照', en: 'Schedules' },
  'snapshot-screen.schedules-caption': { zh: '定时快照，按新增先后', en: 'Schedules, oldest first' },
  'snapshot-screen.schedules-loading': { zh: '正在读取计划…', en: 'Loading the schedules…' },
  'snapshot-screen.schedules-failed': {
    zh: '无法读取计划：{{what}}',
    en: 'The schedules could not be loaded: {{what}}',
  },
  'snapshot-screen.no-schedules': { zh: '没有定时快照', en: 'Nothing is scheduled' },
  'snapshot-screen.no-schedules-why': {
    zh: '计划按时区日历自动生成快照；服务器停机期间错过的，开机后补做一次并注明。',
    en: 'A schedule takes snapshots by the calendar of a time zone. What a stopped server missed is made up for once, and says so.',
  },
  'snapshot-screen.schedules-count': { zh: '{{count}} 个，上限 {{limit}}', en: '{{count}} of at most {{limit}}' },
  'snapshot-screen.add-schedule': { zh: '新增计划', en: 'Add a schedule' },
  'snapshot-screen.remove': { zh: '移除', en: 'Remove' },
  'snapshot-screen.remove-schedule': { zh: '移除计划“{{title}}”', en: 'Remove the schedule “{{title}}”' },
  'snapshot-screen.remove-schedule-note': {
    zh: '不再生成新的快照；已生成的保留至各自到期。',
    en: 'No more are taken; those that were taken stay until they expire.',
  },
  'snapshot-screen.column.rhythm': { zh: '周期', en: 'Rhythm' },
  'snapshot-screen.column.next': { zh: '下次', en: 'Next' },
  'snapshot-screen.column.last': { zh: '上次', en: 'Last' },
  'snapshot-screen.column.delivery': { zh: '投递', en: 'Delivery' },
  'snapshot-screen.running': { zh: '正在生成', en: 'running now' },
  'snapshot-screen.step.taking': { zh: '正在生成快照', en: 'taking the snapshot' },
  'snapshot-screen.step.writing': { zh: '正在制作文件 {{done}} / {{of}}', en: 'making file {{done}} of {{of}}' },
  'snapshot-screen.step.sending': { zh: '正在发送', en: 'sending it' },
  'snapshot-screen.never-ran': { zh: '尚未运行', en: 'has not run yet' },
  'snapshot-screen.last-problem': { zh: '未生成：{{why}}', en: 'No snapshot: {{why}}' },
  'snapshot-screen.missed': { zh: '错过 {{count}} 次，已补做一次', en: '{{count}} missed, made up for once' },
  'snapshot-screen.delivered.none': { zh: '未投递', en: 'not delivered' },
  'snapshot-screen.delivered.sent': { zh: '已投递', en: 'delivered' },
  'snapshot-screen.delivered.failed': { zh: '投递失败', en: 'delivery failed' },
  'snapshot-screen.with-period': { zh: '含时段统计', en: 'with figures over the period' },
  'snapshot-screen.kept-days': { zh: '保留 {{count}} 天', en: 'kept for {{count}} days' },
} as const satisfies Texts;

const FORM = {
  'snapshot-screen.rhythm': { zh: '周期', en: 'How often' },
  'snapshot-screen.rhythm.daily': { zh: '每天', en: 'Every day' },
  'snapshot-screen.rhythm.working-days': { zh: '周一至周五', en: 'Monday to Friday' },
  'snapshot-screen.rhythm.weekly': { zh: '每周', en: 'Every week' },
  'snapshot-screen.rhythm.monthly': { zh: '每月', en: 'Every month' },
  'snapshot-screen.time': { zh: '时刻', en: 'Time of day' },
  'snapshot-screen.weekday': { zh: '星期', en: 'Weekday' },
  'snapshot-screen.weekday.1': { zh: '周一', en: 'Monday' },
  'snapshot-screen.weekday.2': { zh: '周二', en: 'Tuesday' },
  'snapshot-screen.weekday.3': { zh: '周三', en: 'Wednesday' },
  'snapshot-screen.weekday.4': { zh: '周四', en: 'Thursday' },
  'snapshot-screen.weekday.5': { zh: '周五', en: 'Friday' },
  'snapshot-screen.weekday.6': { zh: '周六', en: 'Saturday' },
  'snapshot-screen.weekday.7': { zh: '周日', en: 'Sunday' },
  'snapshot-screen.day': { zh: '日（1–28）', en: 'Day (1–28)' },
  'snapshot-screen.day-of-month': { zh: '{{day}} 日', en: 'on day {{day}}' },
  'snapshot-screen.time-zone': { zh: '时区', en: 'Time zone' },
  'snapshot-screen.period-too': {
    zh: '同时统计自上次以来的时段',
    en: 'Also the figures over the time since the run before',
  },
  'snapshot-screen.delivery': { zh: '投递', en: 'Delivery' },
  'snapshot-screen.channel': { zh: '渠道', en: 'Channel' },
  'snapshot-screen.no-channel': { zh: '不投递', en: 'Not delivered' },
  'snapshot-screen.channel-none': {
    zh: '还没有投递渠道；可在通知设置中添加邮件或 Webhook。',
    en: 'There is no channel yet: mail addresses and webhooks are set up with the notifications.',
  },
  'snapshot-screen.along': { zh: '附带文件', en: 'Files that go along' },
  'snapshot-screen.file-language': { zh: '文件语言', en: 'Language of the files' },
  'snapshot-screen.language.zh-CN': { zh: '中文', en: 'Chinese' },
  'snapshot-screen.language.en': { zh: '英文', en: 'English' },
} as const satisfies Texts;

const SHARES = {
  'snapshot-screen.shares': { zh: '分享链接', en: 'Links to it' },
  'snapshot-screen.share': { zh: '生成链接', en: 'Make a link' },
  'snapshot-screen.share-note': {
    zh: '持有链接者只能看到此快照的页面和所选文件，不能看到实时数据，也不能更改任何内容。',
    en: 'Who has the link sees the page of this snapshot and the files chosen here: nothing live, and nothing can be changed with it.',
  },
  'snapshot-screen.share-days': { zh: '有效天数', en: 'Ends after (days)' },
  'snapshot-screen.share-made': {
    zh: '链接已生成，仅显示这一次：',
    en: 'The link is made. It is shown this once:',
  },
  'snapshot-screen.copy': { zh: '复制', en: 'Copy' },
  'snapshot-screen.copied': { zh: '已复制', en: 'Copied' },
  'snapshot-screen.copy-failed': {
    zh: '浏览器不允许复制，请手动选取',
    en: 'The browser does not let it be copied: select it',
  },
  'snapshot-screen.no-shares': { zh: '没有链接', en: 'There is no link' },
  'snapshot-screen.share-ends': { zh: '有效至 {{moment}}', en: 'Ends {{moment}}' },
  'snapshot-screen.share-ended': { zh: '已于 {{moment}} 到期', en: 'Ended {{moment}}' },
  'snapshot-screen.share-revoked': { zh: '已于 {{moment}} 由 {{name}} 收回', en: 'Taken back {{moment}} by {{name}}' },
  'snapshot-screen.share-opened': {
    zh: '本次启动以来打开 {{count}} 次',
    en: 'opened {{count}} times since the server started',
  },
  'snapshot-screen.share-page': { zh: '仅页面', en: 'page only' },
  'snapshot-screen.revoke': { zh: '收回', en: 'Take back' },
  'snapshot-screen.revoke-title': { zh: '收回链接', en: 'Take the link back' },
  'snapshot-screen.revoke-note': {
    zh: '此后链接不再可用，不可恢复。',
    en: 'From then on it leads nowhere, and it does not come back.',
  },
} as const satisfies Texts;

/** Snapshots that are taken by themselves, and links to snapshots, on the screen of snapshots. */
export const SNAPSHOT_SCHEDULES = { ...LIST, ...FORM, ...SHARES } as const satisfies Texts;
