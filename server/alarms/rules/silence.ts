import type { ResourceKind } from '../../../shared/model/resource.ts';
import { wrong } from '../ladder.ts';
import type { Findings, Occurrence, Round, RoundContext, RoundRule } from '../rule.ts';
import { membersBelow } from '../share-rule.ts';

const OCCURRENCE = {
  severity: 'warning',
  when: {
    zh: '三个上报间隔内未收到（间隔见指标目录）',
    en: 'Not heard for three intervals (the catalogue has the interval of each metric)',
  },
} as const satisfies Occurrence;
const SILENT = wrong(OCCURRENCE.severity);
/** Kinds that are judged one by one; cells, connectors and racks are judged with what contains them. */
const SINGLE: readonly ResourceKind[] = [
  'backhaul-node',
  'backhaul-link',
  'utility',
  'transformer',
  'generator',
  'ups',
  'pdu',
  'power-feed',
  'cooling-unit',
  'gpu-node',
  'router',
  'uplink',
];
/** More of a hall's racks silent than this are the hall's silence (rule hall-silent). */
const HALL_SHARE = 0.5;

/**
 * Not heard for three intervals: service unknown, not lost (WARNING until there is a second evidence). A site or station
 * of which no part is heard is one alarm. What was never heard is not silent.
 */
export const silence: RoundRule = {
  name: 'silence',
  alarmType: 'communications-alarm',
  probableCause: 'communications-subsystem-failure',
  effect: 'silence',
  holdRaiseMs: 0,
  holdClearMs: 0,
  by: 'round',
  everyMs: 4_000,
  finds: [...SINGLE, 'site', 'cell', 'charging-station', 'connector', 'rack'],
  occurrence: OCCURRENCE,
  start(context): Round {
    const { readings } = context;
    const single = readings.resources.flatMap(({ kind, lifecycle, reporting }, place) =>
      SINGLE.includes(kind) && lifecycle === 'in-service' && reporting ? [place] : [],
    );
    const wholes = [
      ...membersBelow(readings, 'cell', 'site'),
      ...membersBelow(readings, 'connector', 'charging-station'),
    ];
    const halls = [...membersBelow(readings, 'rack', 'hall').values()];
    return {
      run(findings) {
        for (const place of single) ask(place, context, findings);
        for (const [whole, parts] of wholes) askWhole(whole, parts, context, findings);
        for (const racks of halls) askHall(racks, context, findings);
      },
    };
  },
};

function ask(place: number, { readings, hearing, graced }: RoundContext, findings: Findings): void {
  if (hearing.of(place) !== 0) return;
  const resource = readings.resources[place]!;
  if (graced(hearing.since, hearing.staleMs) && findings.held(resource.id) === null) return;
  findings.say(resource, SILENT, hearing.since, hearing.simulated);
}

function askWhole(whole: number, parts: readonly number[], context: RoundContext, findings: Findings): void {
  const { readings, hearing } = context;
  let heard = 0;
  let silent = 0;
  let since = 0;
  let staleMs = 0;
  let simulated = false;
  for (const part of parts) {
    const one = hearing.of(part);
    if (one === 1) heard++;
    if (one !== 0) continue;
    silent++;
    since = Math.max(since, hearing.since);
    staleMs = Math.max(staleMs, hearing.staleMs);
    simulated ||= hearing.simulated;
  }
  if (silent === 0) return;
  if (heard > 0) {
    for (const part of parts) ask(part, context, findings);
    return;
  }
  const resource = readings.resources[whole]!;
  if (context.graced(since, staleMs) && findings.held(resource.id) === null) return;
  findings.say(resource, SILENT, since, simulated);
}

function askHall(racks: readonly number[], context: RoundContext, findings: Findings): void {
  let [heard, silent] = [0, 0];
  for (const rack of racks) {
    const one = context.hearing.of(rack);
    if (one === 1) heard++;
    else if (one === 0) silent++;
  }
  if (silent === 0 || silent >= HALL_SHARE * (silent + heard)) return;
  for (const rack of racks) ask(rack, context, findings);
}
