import type { Texts } from './text.ts';

/** The panel of demo scenarios; their own titles and descriptions come from the server. */
export const SCENARIO = {
  'scenario.title': { zh: '演示场景', en: 'Demo scenarios' },
  'scenario.open': { zh: '场景', en: 'Scenarios' },
  'scenario.open-running': { zh: '场景 · {{count}} 个运行中', en: 'Scenarios · {{count}} running' },
  'scenario.note': {
    zh: '故障由模拟器演示，不影响真实来源。',
    en: 'The simulator acts these faults out; real sources are untouched.',
  },
  'scenario.speed': { zh: '场景时钟 ×{{speed}}', en: 'Scenario clock ×{{speed}}' },
  'scenario.start': { zh: '开始', en: 'Start' },
  'scenario.stop': { zh: '停止', en: 'Stop' },
  'scenario.start-named': { zh: '开始：{{title}}', en: 'Start: {{title}}' },
  'scenario.stop-named': { zh: '停止：{{title}}', en: 'Stop: {{title}}' },
  'scenario.running': { zh: '运行 {{time}}', en: 'Running {{time}}' },
  'scenario.running-of': { zh: '运行 {{time}} / {{length}}', en: 'Running {{time}} of {{length}}' },
  'scenario.length': { zh: '时长 {{length}}', en: 'Takes {{length}}' },
  'scenario.endless': { zh: '直到停止', en: 'Until stopped' },
  'scenario.show': { zh: '查看 {{name}}', en: 'Show {{name}}' },
  'scenario.more-targets': { zh: '另有 {{count}} 个', en: 'and {{count}} more' },
  'scenario.loading': { zh: '正在读取场景…', en: 'Reading the scenarios…' },
  'scenario.unfit': {
    zh: '另有 {{count}} 个场景涉及本园区没有的设备',
    en: '{{count}} more name what this zone does not have',
  },
  'scenario.failed': { zh: '未能执行：{{what}}', en: 'That did not work: {{what}}' },
} as const satisfies Texts;
