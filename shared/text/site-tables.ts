import type { Texts } from './text.ts';

/** Tables of sites and cells as files. */
export const SITE_TABLES = {
  'coverage.table': { zh: '表', en: 'Table' },
  'coverage.table.sites': { zh: '基站', en: 'Sites' },
  'coverage.table.cells': { zh: '小区', en: 'Cells' },
  'coverage.table-file': { zh: '检查 CSV 文件', en: 'Check a CSV file' },
  'coverage.table-export': { zh: '导出 CSV', en: 'Export CSV' },
  'coverage.table-how': {
    zh: '只检查，不改变任何内容。识别常用工参表头、UTF-8 与 GB18030。采用时把文件放入区域包并重新启动。',
    en: 'This only looks: nothing changes. Usual headers are understood, in UTF-8 and GB18030. To take a file over, put it into the zone pack and start again.',
  },
  'coverage.table-busy': { zh: '正在检查…', en: 'Looking it over…' },
  'coverage.table-rows': { zh: '{{count}} 行', en: '{{count}} rows' },
  'coverage.table-problems': {
    zh: '{{count}} 处问题（列出 {{shown}} 处）',
    en: '{{count}} problems ({{shown}} listed)',
  },
  'coverage.table-clean': { zh: '没有问题', en: 'No problems' },
  'coverage.table-diff': {
    zh: '与现有清单相比：新增 {{added}}，改变 {{changed}}，文件中没有 {{absent}}，相同 {{same}}。',
    en: 'Against the inventory: {{added}} new, {{changed}} changed, {{absent}} not in the file, {{same}} the same.',
  },
  'coverage.table-added': { zh: '新增', en: 'New' },
  'coverage.table-changed': { zh: '改变', en: 'Changed' },
  'coverage.table-absent': { zh: '文件中没有', en: 'Not in the file' },
  'coverage.table-columns': { zh: '识别的列', en: 'Columns understood' },
  'coverage.table-ignored': { zh: '未读取的列', en: 'Columns not read' },
} as const satisfies Texts;
