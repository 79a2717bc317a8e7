import type { Texts } from './text.ts';

/** The page behind a label on a site, a rack or a charger. */
export const ASSET_PAGE = {
  'asset.title': { zh: '{{name}} · 资产页', en: '{{name}} · asset page' },
  'asset.unknown': { zh: '没有这样的资源：{{id}}', en: 'There is no such resource: {{id}}' },
  'asset.simulated': { zh: '含模拟数据', en: 'Contains simulated data' },
  'asset.state': { zh: '状态', en: 'State' },
  'asset.not-reporting': { zh: '不上报', en: 'Does not report' },
  'asset.alarms': { zh: '当前告警', en: 'Standing alarms' },
  'asset.no-alarms': { zh: '没有告警', en: 'No alarms' },
  'asset.values': { zh: '最新数值', en: 'Newest values' },
  'asset.no-values': { zh: '还没有收到数值', en: 'No value has come yet' },
  'asset.bad': { zh: '坏值', en: 'bad' },
  'asset.uncertain': { zh: '存疑', en: 'uncertain' },
  'asset.simulated-value': { zh: '模拟', en: 'simulated' },
  'asset.report': { zh: '报告问题', en: 'Report a problem' },
  'asset.report-name': { zh: '您的姓名', en: 'Your name' },
  'asset.report-text': { zh: '发生了什么', en: 'What is wrong' },
  'asset.report-send': { zh: '提交', en: 'Send' },
  'asset.reported': { zh: '已记录，谢谢。', en: 'Recorded, thank you.' },
  'asset.not-reported': { zh: '未能记录：{{why}}', en: 'Not recorded: {{why}}' },
  'asset.whole': { zh: '打开完整页面', en: 'Open the whole page' },
  'asset.other-language': { zh: 'English', en: '中文' },
  'asset.as-of': { zh: '截至 {{at}}', en: 'As of {{at}}' },
} as const satisfies Texts;
