import type { Texts } from './text.ts';

/** The page of one resource, whichever kind it is of. */
export const RESOURCE_PAGE = {
  'resource.path': { zh: '所属位置', en: 'Place in the hierarchy' },
  'resource.loading': { zh: '正在加载台账…', en: 'Loading its facts…' },
  'resource.not-found': { zh: '台账中没有 {{id}}', en: 'The inventory has no {{id}}' },
  'resource.not-found-why': {
    zh: '按 Ctrl+K 查找，或检查地址中的标识。',
    en: 'Look it up with Ctrl+K, or check the id in the address.',
  },
  'resource.failed': {
    zh: '台账未能加载：{{what}}。实时数值不受影响。',
    en: 'Its facts did not load: {{what}}. Live values still work.',
  },
  'resource.not-in-service': { zh: '尚未投运，不上报遥测。', en: 'Not in service: no telemetry is expected.' },
  'resource.open-page': { zh: '完整页面', en: 'Full page' },
  'resource.open-page-of': { zh: '打开 {{name}} 的页面', en: 'Open the page of {{name}}' },
  'resource.open-drawer': { zh: '在侧栏中打开', en: 'Open in the drawer' },
  'resource.explore': { zh: '在“探索”中对比', en: 'Compare in Explore' },

  'resource.values': { zh: '数值', en: 'Numbers' },
  'resource.values-then': { zh: '当时的数值', en: 'Numbers then' },
  'resource.no-metrics': { zh: '目录中没有这类设备的指标', en: 'The catalogue has no metric of this kind' },
  'resource.column-metric': { zh: '指标与定义', en: 'Metric and definition' },
  'resource.column-value': { zh: '数值', en: 'Value' },
  'resource.column-state': { zh: '状态', en: 'State' },
  'resource.column-age': { zh: '时效', en: 'Age' },
  'resource.column-quality': { zh: '质量', en: 'Quality' },
  'resource.column-source': { zh: '来源', en: 'Source' },
  'resource.limit': { zh: '限值', en: 'Limits' },
  'resource.source-derived': { zh: '推算', en: 'derived' },
  'resource.sum-of': { zh: '下级“{{name}}”之和', en: 'Sum of {{name}} below' },
  'resource.max-of': { zh: '下级“{{name}}”的最大值', en: 'Highest {{name}} below' },
  'resource.mean-of': { zh: '下级“{{name}}”的均值', en: 'Mean of {{name}} below' },
  'resource.count-of': { zh: '下级中上报“{{name}}”的数量', en: 'How many below report {{name}}' },
  'resource.count-equal': { zh: '下级中“{{name}}”为“{{state}}”的数量', en: 'How many below have {{name}} “{{state}}”' },
  'resource.share-equal': {
    zh: '下级中“{{name}}”为“{{state}}”的占比',
    en: 'Share of those below with {{name}} “{{state}}”',
  },
  'resource.own-sum': { zh: '{{names}} 之和', en: 'Sum of {{names}}' },
  'resource.own-max': { zh: '{{names}} 中的最大值', en: 'Highest of {{names}}' },
  'resource.own-quotient': { zh: '{{names}} 之比', en: 'Quotient of {{names}}' },
  'resource.own-ratio': {
    zh: '{{names}} 的最大值占 {{attribute}} 的比例',
    en: 'Highest of {{names}}, as a share of {{attribute}}',
  },

  'resource.history': { zh: '历史曲线', en: 'History' },

  'resource.children': { zh: '下级设备', en: 'Contains' },
  'resource.column-name': { zh: '名称', en: 'Name' },
  'resource.show-all': { zh: '显示全部 {{count}} 个', en: 'Show all {{count}}' },

  'resource.links': { zh: '依赖关系', en: 'Links' },
  'resource.depends-on': { zh: '依赖于', en: 'Depends on' },
  'resource.needed-by': { zh: '被其依赖', en: 'Is needed by' },
  'resource.more-links': { zh: '另有 {{count}} 个', en: '{{count}} more' },
  'resource.role-power': { zh: '供电', en: 'Power' },
  'resource.role-transport': { zh: '传输', en: 'Transport' },
  'resource.role-cooling': { zh: '制冷', en: 'Cooling' },
  'resource.role-carrier': { zh: '运营商', en: 'Carrier' },
  'resource.role-place': { zh: '安装位置', en: 'Stands in' },

  'resource.sources': { zh: '来源与时效', en: 'Sources and ages' },
  'resource.sources-past': {
    zh: '来源只对现在有记录；回到实时可查看。',
    en: 'Who sends what is known of the present only: go back to live to see it.',
  },
  'resource.no-sources': { zh: '还没有来源上报过', en: 'No source has reported it yet' },
  'resource.column-values': { zh: '数值个数', en: 'Values' },
  'resource.column-newest': { zh: '最新', en: 'Newest' },
  'resource.column-oldest': { zh: '最旧', en: 'Oldest' },
  'resource.column-received': { zh: '收到', en: 'Received' },
  'resource.facts': { zh: '台账', en: 'Facts' },
  'resource.reports': { zh: '现场报告', en: 'Reported on the spot' },
} as const satisfies Texts;
