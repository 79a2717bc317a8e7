import type { Texts } from './text.ts';

/** Audits of physical cell ids and neighbour lists. */
export const COVERAGE_AUDIT = {
  'coverage.tab.audit': { zh: 'PCI 与邻区', en: 'PCI and neighbours' },
  'coverage.audit-failed': { zh: '核查未能加载', en: 'The audit did not load' },
  'coverage.audit-state': { zh: '网络', en: 'Network' },
  'coverage.audit.collisions': { zh: 'PCI 冲突', en: 'Collisions' },
  'coverage.audit.confusions': { zh: 'PCI 混淆', en: 'Confusions' },
  'coverage.audit.mod3': { zh: '模 3', en: 'Modulo 3' },
  'coverage.audit.mod30': { zh: '模 30', en: 'Modulo 30' },
  'coverage.audit.missing-neighbours': { zh: '漏配邻区', en: 'Missing neighbours' },
  'coverage.audit-means.collisions': {
    zh: '两个相遇的小区使用同一 PCI：终端分不清它们。',
    en: 'Two cells that meet have one PCI: a terminal cannot tell them apart.',
  },
  'coverage.audit-means.confusions': {
    zh: '一个小区的多个邻区使用同一 PCI：切换目标不明确。',
    en: 'Several neighbours of a cell have one PCI: it cannot know where to hand over.',
  },
  'coverage.audit-means.mod3': {
    zh: 'PCI 模 3 相同：主同步信号相同，重叠处互相干扰。',
    en: 'PCIs equal modulo 3: the same PSS, which interferes where they overlap.',
  },
  'coverage.audit-means.mod30': {
    zh: 'PCI 模 30 相同：上行参考信号相同。',
    en: 'PCIs equal modulo 30: the same uplink reference signals.',
  },
  'coverage.audit-means.missing-neighbours': {
    zh: '覆盖重叠而 links.csv 中没有邻区关系。',
    en: 'Cells overlap and links.csv has no neighbour of role “neighbour” for it.',
  },
  'coverage.audit-cells': { zh: '核查了 {{cells}} 个小区。', en: '{{cells}} cells were looked at.' },
  'coverage.audit-without-pci': { zh: '{{count}} 个没有 PCI。', en: '{{count}} of them have no PCI.' },
  'coverage.audit-synthetic': { zh: '工参为虚构。', en: 'The table is invented.' },
  'coverage.audit-none': { zh: '没有发现。', en: 'Nothing was found.' },
  'coverage.audit-no-neighbours': {
    zh: '没有邻区表：在 links.csv 中加入 role 为 neighbour 的行，然后重新启动。',
    en: 'There is no neighbour list: add rows of role “neighbour” to links.csv, then start again.',
  },
  'coverage.audit-largest': {
    zh: '共 {{count}} 项，列出面积最大的 {{shown}} 项。',
    en: 'The {{shown}} largest of {{count}}.',
  },
  'coverage.audit-show': { zh: '在地图上显示', en: 'Show on the map' },
  'coverage.column.cell': { zh: '小区', en: 'Cell' },
  'coverage.column.others': { zh: '与之相遇', en: 'Meets' },
  'coverage.column.overlap': { zh: '重叠面积', en: 'Overlap' },
} as const satisfies Texts;
