import type { Texts } from './text.ts';

/** What is wrong in a table that is imported, and what a cell should have been. */
export const TABLE_PROBLEMS = {
  'coverage.problem.empty-file': { zh: '文件为空：缺少表头', en: 'is empty: the header is missing' },
  'coverage.problem.missing-column': { zh: '缺少此列', en: 'is missing' },
  'coverage.problem.double-column': {
    zh: '与另一表头同指 {{meant}}',
    en: 'means {{meant}}, as another header does',
  },
  'coverage.problem.cell-count': {
    zh: '有 {{cells}} 格，而表头有 {{headers}} 格',
    en: 'has {{cells}} cells where the header has {{headers}}',
  },
  'coverage.problem.empty': { zh: '为空：应为{{expected}}', en: 'is empty: {{expected}} is expected' },
  'coverage.problem.unreadable': { zh: '“{{given}}”不是{{expected}}', en: '"{{given}}" is not {{expected}}' },
  'coverage.problem.double-id': {
    zh: '{{id}} 已在第 {{first}} 行出现',
    en: '{{id}} stands in row {{first}} already',
  },
  'coverage.problem.unknown-site': { zh: '没有基站 {{site}}', en: 'there is no site {{site}}' },
  'coverage.problem.in-sea': { zh: '{{lat}}, {{lon}} 在海中', en: '{{lat}}, {{lon}} is in the sea' },
  'coverage.problem.exchanged': {
    zh: '{{lat}}, {{lon}} 经纬度颠倒',
    en: '{{lat}}, {{lon}} latitude and longitude are exchanged',
  },
  'coverage.problem.outside': { zh: '{{lat}}, {{lon}} 在区域之外', en: '{{lat}}, {{lon}} is outside the zone' },
  'coverage.problem.needed-site': { zh: '缺少：新增基站必须有此项', en: 'is missing: a new site needs it' },
  'coverage.problem.needed-cell': { zh: '缺少：新增小区必须有此项', en: 'is missing: a new cell needs it' },
  'coverage.problem.pack': { zh: '区域数据检查：{{said}}', en: '{{said}}' },

  'coverage.expected.whole': {
    zh: '{{least}} 到 {{most}} 的整数',
    en: 'a whole number from {{least}} to {{most}}',
  },
  'coverage.expected.number': { zh: '{{least}} 到 {{most}} 的数', en: 'a number from {{least}} to {{most}}' },
  'coverage.expected.degrees': {
    zh: '−{{most}} 到 {{most}} 的度数，十进制或 36°15′06″',
    en: 'degrees from −{{most}} to {{most}}, decimal or as 36°15′06″',
  },
  'coverage.expected.text': { zh: '不超过 {{most}} 个字符的文字', en: 'a text of at most {{most}} characters' },
  'coverage.expected.date': { zh: '日期，如 2020-06-08', en: 'a date such as 2020-06-08' },
  'coverage.expected.id': {
    zh: '由 a–z、0–9 与 - 组成的编号（大写与 _ 同样接受）',
    en: 'an id of a–z, 0–9 and - (capitals and _ are taken as such)',
  },
  'coverage.expected.one-of': { zh: '{{words}} 之一', en: 'one of {{words}}' },
} as const satisfies Texts;
