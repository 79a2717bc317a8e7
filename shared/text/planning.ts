import type { Texts } from './text.ts';

/** What the coverage engine says of its own settings. */
export const PLANNING = {
  'planning.profile-source': {
    zh: '产品默认值：SS-RSRP ≥ −105 dBm 且 SS-SINR ≥ −3 dB，覆盖 95 % 面积',
    en: 'Product default: SS-RSRP ≥ −105 dBm and SS-SINR ≥ −3 dB on 95 % of the area',
  },
} as const satisfies Texts;
