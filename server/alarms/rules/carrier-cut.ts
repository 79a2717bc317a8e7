import { childrenRule } from '../share-rule.ts';

/** Every port to a carrier down: the carrier's cut, not so many ports. */
export const carrierCut = childrenRule(
  {
    name: 'carrier-cut',
    alarmType: 'communications-alarm',
    probableCause: 'link-failure',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  {
    inputs: [{ metric: 'uplink.oper-status', calm: [1, 1] }],
    least: 2,
    limits: {
      direction: 'above',
      metric: null,
      unit: '%',
      steps: [{ severity: 'critical', raise: 99.9, clear: 99.9 }],
      document: { zh: '全部端口中断', en: 'All ports down' },
    },
    bad({ place, readings }) {
      const status = readings.number(place, 'uplink.oper-status');
      return Number.isNaN(status) ? null : status === 2;
    },
  },
);
