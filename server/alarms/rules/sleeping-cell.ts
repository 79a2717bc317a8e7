import { FINE, judgeLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { Round, RoundRule } from '../rule.ts';

/** The baseline follows within about so long, s: slower than a fault shows, faster than the day. */
const FOLLOW_S = 1_800;
/** So long must a cell have been listened to before its baseline means anything, s. */
const LEARN_S = 300;
/** A baseline below this is a quiet cell, not a sleeping one, bit/s. */
const LEAST_BPS = 1e6;
/** When the zone's cells together are below this share of their baselines, everyone is quiet. */
const ZONE_SHARE = 0.3;
const MAX_STEP_S = 60;

const LIMITS: Omit<Limits, 'source'> = {
  direction: 'below',
  metric: null,
  unit: '%',
  steps: [{ severity: 'major', raise: 5, clear: 20 }],
  document: { zh: '流量占自身基线的比例', en: 'Traffic as a share of the cell’s own baseline' },
};

/**
 * Sleeping cell: on air, without any alarm, and traffic far below its own baseline while the others keep theirs. MAJOR,
 * suspected out. The baseline is a moving mean that stands still while the cell is suspected.
 */
export const sleepingCell: RoundRule = {
  name: 'sleeping-cell',
  alarmType: 'quality-of-service-alarm',
  probableCause: 'performance-degraded',
  effect: 'quality',
  limits: 'below',
  ladders: (settings) => [ownLimits(LIMITS, settings)],
  holdRaiseMs: 60_000,
  holdClearMs: 60_000,
  by: 'round',
  everyMs: 10_000,
  finds: ['cell'],
  start({ readings, settings }): Round {
    const limits = ownLimits(LIMITS, settings);
    const block = readings.block('cell.traffic-dl');
    const count = block?.count ?? 0;
    const firstPlace = block?.firstPlace ?? 0;
    const traffic = readings.reader('cell.traffic-dl');
    const baseline = new Float64Array(count);
    const learnedS = new Float64Array(count);
    const ranAt = new Float64Array(1);
    /** Of one round: traffic of cells that are on air, NaN of the others. */
    const seen = new Float64Array(count);

    /** What the cells on air carry of what they usually carry, 0–1; NaN before anything is learned. */
    const listen = (): number => {
      let [carried, usual] = [0, 0];
      for (let i = 0; i < count; i++) {
        const place = firstPlace + i;
        seen[i] =
          readings.resources[place]!.lifecycle === 'in-service' && onAir(readings, place)
            ? traffic.of(place)
            : Number.NaN;
        if (Number.isNaN(seen[i]!) || learnedS[i]! < LEARN_S) continue;
        carried += Math.min(seen[i]!, baseline[i]!);
        usual += baseline[i]!;
      }
      return usual > 0 ? carried / usual : Number.NaN;
    };

    const learn = (i: number, stepS: number): void => {
      // Young baselines follow at once, so that the first sample does not stand for the whole.
      const weight = stepS / Math.min(FOLLOW_S, learnedS[i]! + stepS);
      baseline[i] = baseline[i]! + weight * (seen[i]! - baseline[i]!);
      learnedS[i] = learnedS[i]! + stepS;
    };

    return {
      run(findings) {
        const stepS = Math.min(MAX_STEP_S, Math.max(0, (readings.now - ranAt[0]!) / 1000));
        ranAt[0] = readings.now;
        const zone = listen();
        for (let i = 0; i < count; i++) {
          if (Number.isNaN(seen[i]!)) continue;
          const resource = readings.resources[firstPlace + i]!;
          const learned = learnedS[i]! >= LEARN_S && baseline[i]! >= LEAST_BPS;
          const share = learned ? (100 * seen[i]!) / baseline[i]! : 100;
          const suspected = share < limits.steps[0]!.clear && zone >= ZONE_SHARE;
          if (!suspected) {
            learn(i, stepS);
            continue;
          }
          const at = readings.at(firstPlace + i, 'cell.traffic-dl');
          findings.say(
            resource,
            suspected ? judgeLimits(limits, share, findings.held(resource.id)) : FINE,
            at,
            traffic.simulated,
          );
        }
      },
      save: () => ({ columns: { baseline, learnedS, ranAt } }),
      load({ columns }) {
        if (columns?.baseline?.length !== count || columns.learnedS?.length !== count) return;
        baseline.set(columns.baseline);
        learnedS.set(columns.learnedS);
        ranAt.set(columns.ranAt!);
      },
    };
  },
};

function onAir(readings: Parameters<RoundRule['start']>[0]['readings'], place: number): boolean {
  return (
    readings.number(place, 'cell.operational-state') === 1 &&
    readings.number(place, 'cell.administrative-state') !== 0 &&
    readings.number(place, 'cell.energy-saving') !== 1
  );
}
