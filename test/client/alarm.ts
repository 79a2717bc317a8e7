import type { AlarmEffect, AlarmEvent, AlarmView } from '../../shared/wire/alarm-schemas.ts';

export const NOW = Date.UTC(2026, 5, 8, 6, 26, 8);

export const NO_EFFECT: AlarmEffect = {
  sites: 0,
  cells: 0,
  racks: 0,
  powerW: 0,
  egressBps: 0,
  connectors: 0,
  gpus: 0,
  areaKm2: null,
  people: null,
};

/** An alarm as the server sends it: a rack that is too warm, unless said otherwise. */
export function alarm(id: string, changes: Partial<AlarmView> = {}): AlarmView {
  return {
    id,
    rule: 'inlet',
    resource: `rack/dc/p1-h03/r12/${id}`,
    kind: 'rack',
    name: { zh: `机柜 ${id}`, en: `Rack ${id}` },
    path: [
      { id: 'datacentre/dc', name: { zh: '数据中心', en: 'Data centre' } },
      { id: 'hall/dc/p1-h03', name: { zh: '3 号机房', en: 'Hall 3' } },
    ],
    qualifier: '',
    alarmType: 'environmental-alarm',
    probableCause: 'temperature-unacceptable',
    specificProblem: null,
    severity: 'major',
    trend: 'no-change',
    threshold: {
      metric: 'rack.inlet',
      unit: '°C',
      value: 29.6,
      raise: 27,
      clear: 26,
      source: 'pack',
      document: { zh: '园区配置', en: 'Zone pack' },
    },
    raisedAt: NOW - 60_000,
    changedAt: NOW - 60_000,
    clearance: null,
    raises: 1,
    flapping: false,
    unknownSince: null,
    expectedAt: null,
    root: null,
    children: 0,
    effect: NO_EFFECT,
    acknowledgement: null,
    owner: null,
    shelf: null,
    maintenance: null,
    suppressed: [],
    comments: [],
    simulated: true,
    source: 'simulator',
    canClear: false,
    nextStage: null,
    version: 1,
    revision: 0,
    ...changes,
  };
}

export function raised(seq: number, view: AlarmView, changes: Partial<AlarmEvent> = {}): AlarmEvent {
  return { seq, at: NOW, transition: 'raise', alarm: view, gone: false, ...changes };
}
