import type { Texts } from './text.ts';

/** Tables of sites and cells as files. */
export const SITE_TABLES = {
  'coverage.table': { zh: '表', en: 'Table' },
  'coverage.table.sites': { zh: '基站', en: 'Sites' },
  'coverage.table.cells': { zh: '小区', en: 'Cells' },
  'coverage.table-crs': { zh: '坐标系', en: 'Coordinates' },
  'coverage.table-file': { zh: '选择 CSV 或 XLSX 文件', en: 'Choose a CSV or XLSX file' },
  'coverage.table-exports': { zh: '导出', en: 'Export' },
  'coverage.table-how': {
    zh: '先预览，不改变任何内容。识别常用工参表头与取值、UTF-8 与 GB18030。按编号合并，全部采用或全部不采用；文件中没有的行保持不变。',
    en: 'A preview comes first and changes nothing. Usual headers and values are understood, in UTF-8 and GB18030. Rows are merged by id, all or none; rows that are not in the file stay.',
  },
  'coverage.table-generated': {
    zh: '此区域每次启动时重新生成，只能预览，不能采用。',
    en: 'This zone is generated anew at each start: tables can be previewed, not kept.',
  },
  'coverage.table-pending': {
    zh: '已采用 {{sites}} 个基站、{{cells}} 个小区，下次启动服务后生效；此前地图、覆盖与告警仍用旧数据。',
    en: '{{sites}} sites and {{cells}} cells are kept and take effect at the next start of the server; until then map, coverage and alarms use the old ones.',
  },
  'coverage.table-busy': { zh: '正在检查…', en: 'Looking it over…' },
  'coverage.table-keeping': { zh: '正在采用…', en: 'Keeping it…' },
  'coverage.table-rows': { zh: '{{count}} 行', en: '{{count}} rows' },
  'coverage.table-problems': {
    zh: '{{count}} 处问题，涉及 {{rows}} 行（列出 {{shown}} 处）。全部改正后才能采用。',
    en: '{{count}} problems in {{rows}} rows ({{shown}} listed). Nothing is kept until all are mended.',
  },
  'coverage.table-clean': { zh: '没有问题', en: 'No problems' },
  'coverage.table-nothing': { zh: '没有问题，也没有需要改变的内容', en: 'No problems, and nothing that would change' },
  'coverage.table-commit': { zh: '采用 {{count}} 行', en: 'Keep {{count}} rows' },
  'coverage.table-committed': {
    zh: '已采用 {{count}} 行，并已写入磁盘。下次启动服务后生效。',
    en: '{{count}} rows are kept, on disk. They take effect at the next start of the server.',
  },
  'coverage.table-conflict': {
    zh: '预览之后文件或表已改变，没有采用任何内容。请重新选择文件。',
    en: 'File or table changed since the preview: nothing was kept. Choose the file again.',
  },
  'coverage.table-malformed': { zh: '此文件无法作为表格读取：{{said}}', en: 'This is not a table: {{said}}' },
  'coverage.table-too-large': { zh: '此文件过大：{{said}}', en: 'This file is too large: {{said}}' },
  'coverage.table-refused': { zh: '未被接受：{{said}}', en: 'Refused: {{said}}' },
  'coverage.table-diff': {
    zh: '与现有的表相比：新增 {{added}}，改变 {{changed}}，文件中没有 {{absent}}，相同 {{same}}。',
    en: 'Against the table: {{added}} new, {{changed}} changed, {{absent}} not in the file, {{same}} the same.',
  },
  'coverage.table-id': { zh: '编号', en: 'Id' },
  'coverage.table-added': { zh: '新增', en: 'New' },
  'coverage.table-changed': { zh: '改变', en: 'Changed' },
  'coverage.table-from': { zh: '现在', en: 'Now' },
  'coverage.table-to': { zh: '将为', en: 'Would be' },
  'coverage.table-absent': { zh: '文件中没有', en: 'Not in the file' },
  'coverage.table-columns': { zh: '识别的列', en: 'Columns understood' },
  'coverage.table-ignored': { zh: '未读取的列', en: 'Columns not read' },
} as const satisfies Texts;
