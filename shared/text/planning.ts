import type { Texts } from './text.ts';

/** What the coverage engine says of its own settings. */
export const PLANNING = {
  'planning.profile-source-zone': {
    zh: '由区域包的 zone.json 设定；其中未写的沿用产品默认值',
    en: 'Set in zone.json of the zone pack; what it does not say is the product’s default',
  },
  'planning.profile-source': {
    zh: '产品默认值：SS-RSRP ≥ −105 dBm 且 SS-SINR ≥ −3 dB，覆盖 95 % 面积',
    en: 'Product default: SS-RSRP ≥ −105 dBm and SS-SINR ≥ −3 dB on 95 % of the area',
  },
} as const satisfies Texts;
