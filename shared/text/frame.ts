import type { Texts } from './text.ts';

/** The frame around every view: rail, top bar, dock, strip, keys, states. */
export const FRAME = {
  'view.operations': { zh: '运行', en: 'Operations' },
  'view.data-centre': { zh: '机房', en: 'Data centre' },

  'state.critical': { zh: '紧急', en: 'Critical' },
  'state.major': { zh: '重要', en: 'Major' },
  'state.minor': { zh: '次要', en: 'Minor' },
  'state.warning': { zh: '警告', en: 'Warning' },
  'state.unknown': { zh: '未知', en: 'Unknown' },
  'state.normal': { zh: '正常', en: 'Normal' },

  'freshness.live': { zh: '实时', en: 'Live' },
  'freshness.late': { zh: '滞后', en: 'Late' },
  'freshness.stale': { zh: '失联', en: 'Stale' },
} as const satisfies Texts;
