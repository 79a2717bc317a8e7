import type { Texts } from './text.ts';

/** The command palette: one field that finds any resource, view and action. */
export const COMMANDS = {
  'commands.title': { zh: '查找与操作', en: 'Find and do' },
  'commands.search': { zh: '搜索基站、机柜、端口、充电桩', en: 'Search sites, racks, ports, chargers' },
  'commands.input': {
    zh: '搜索设备、视图或操作；上下键选择，回车打开',
    en: 'Search resources, views or actions; arrow keys choose, Enter opens',
  },
  'commands.results': { zh: '搜索结果', en: 'Results' },
  'commands.recent': { zh: '最近使用', en: 'Recent' },
  'commands.go': { zh: '视图与操作', en: 'Views and actions' },
  'commands.alarms': { zh: '告警', en: 'Alarms' },
  'commands.resources': { zh: '设备', en: 'Resources' },
  'commands.count': { zh: '{{count}} 项结果', en: '{{count}} results' },
  'commands.more': { zh: '还有更多：输入更多字符以缩小范围', en: 'There are more: type on to narrow them down' },
  'commands.none': { zh: '没有找到“{{query}}”', en: 'Nothing found for “{{query}}”' },
  'commands.none-why': {
    zh: '名称和编号的任何一段都能搜索，例如 P1-H03-R12、QD-HT-019、cmcc-01。',
    en: 'Any part of a name or id can be searched: P1-H03-R12, QD-HT-019, cmcc-01.',
  },
  'commands.view': { zh: '视图', en: 'View' },
  'commands.alarm': { zh: '告警', en: 'Alarm' },
  'commands.action': { zh: '操作', en: 'Action' },
  'commands.open': { zh: '打开', en: 'open' },
  'commands.choose': { zh: '选择', en: 'choose' },
  'commands.to-language': { zh: 'Switch to English · 切换到英文', en: '切换到中文 · Switch to Chinese' },
} as const satisfies Texts;
