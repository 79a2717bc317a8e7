import type { Texts } from './text.ts';

/** Which sites to build next. */
export const NEXT_SITES = {
  'coverage.next-how': {
    zh: '选择候选站点与数量，按新增覆盖排序，并给出距最优的上界。',
    en: 'Choose candidates and how many: they are put in order of what they add, with a bound on how near the optimum that is.',
  },
  'coverage.candidates': { zh: '候选', en: 'Candidates' },
  'coverage.candidates.table': { zh: '规划与在建站点', en: 'Planned and building' },
  'coverage.candidates.hex': { zh: '六边形网格', en: 'Hexagonal grid' },
  'coverage.count': { zh: '数量', en: 'Sites' },
  'coverage.spacing': { zh: '最小间距 (m)', en: 'Spacing (m)' },
  'coverage.grid': { zh: '网格间距 (m)', en: 'Grid (m)' },
  'coverage.weight': { zh: '权重', en: 'Weight' },
  'coverage.weight.area': { zh: '面积', en: 'Area' },
  'coverage.weight.people': { zh: '人口', en: 'People' },
  'coverage.phases': { zh: '各阶段末站数', en: 'Phases end at' },
  'coverage.phases-wrong': {
    zh: '各阶段末站数须递增，且不超过 {{count}}，如 5, 10',
    en: 'Ascending numbers up to {{count}}, such as 5, 10',
  },
  'coverage.rank': { zh: '排序', en: 'Rank' },
  'coverage.cancel': { zh: '取消', en: 'Cancel' },
  'coverage.ranking.queued': { zh: '排队中', en: 'Waiting' },
  'coverage.ranking.failed': { zh: '排序失败。', en: 'The ranking failed.' },
  'coverage.ranking.cancelled': { zh: '已取消。', en: 'Cancelled.' },
  'coverage.ranking-step.candidates': { zh: '计算候选站点的覆盖', en: 'What each candidate covers' },
  'coverage.ranking-step.ranking': { zh: '排序', en: 'Ranking' },
  'coverage.ranking-step.interference': { zh: '计入干扰', en: 'Interference after each step' },
  'coverage.ranking-step.bound': { zh: '求上界', en: 'The bound' },
  'coverage.certificate': { zh: '距最优最多 {{gap}}', en: 'At most {{gap}} below the optimum' },
  'coverage.certificate-lp': {
    zh: '{{count}} 站：SS-RSRP 覆盖 {{covered}}，线性规划上界 {{bound}}；{{candidates}} 个候选；求解 {{ms}} ms。',
    en: '{{count}} sites: SS-RSRP covers {{covered}}, no choice more than {{bound}} (linear program); {{candidates}} candidates; solved in {{ms}} ms.',
  },
  'coverage.certificate-trivial': {
    zh: '{{count}} 站：SS-RSRP 覆盖 {{covered}}，全部候选合计 {{bound}}；{{candidates}} 个候选。',
    en: '{{count}} sites: SS-RSRP covers {{covered}}, all candidates together {{bound}}; {{candidates}} candidates.',
  },
  'coverage.greedy-holds': { zh: '贪心保证 1 − 1/e 成立。', en: 'The greedy order keeps 1 − 1/e.' },
  'coverage.greedy-lost': { zh: '有间距或阶段约束，仅上界有效。', en: 'Under spacing or phases only the bound holds.' },
  'coverage.merged': { zh: '每点合并 {{count}} 格。', en: '{{count}} pixels were merged into one point.' },
  'coverage.before': { zh: '当前在网', en: 'On air today' },
  'coverage.in-phase': { zh: '第 {{phase}} 阶段', en: 'phase {{phase}}' },
} as const satisfies Texts;
