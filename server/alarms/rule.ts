import type { AlarmedKind, Threshold } from '../../shared/alarms/alarm.ts';
import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import type { AlarmType, ProbableCause } from '../../shared/alarms/x733.ts';
import type { Label, Link, Resource } from '../../shared/model/resource.ts';
import type { Hearing } from './hearing.ts';
import type { Limits } from './limits.ts';
import type { Readings } from './readings.ts';
import type { RuleSettings } from './settings.ts';

/**
 * What an alarm means to others, for root causes. Each explains what stands in EXPLAINS (root-cause.ts):
 * `outage` it is dead; `supply` its power is gone or on battery; `clock` its time is; `battery` it runs empty; `cooling` it cools no more; `heat`
 * it is too warm; `load` it has too much to do; `silence` it is not heard; `quality` anything else.
 */
export const EFFECT_CLASSES = [
  'supply',
  'battery',
  'clock',
  'outage',
  'cooling',
  'heat',
  'load',
  'silence',
  'quality',
] as const;
export type EffectClass = (typeof EFFECT_CLASSES)[number];

/** What a rule says of a resource. */
export interface Verdict {
  /** Null: nothing is wrong. */
  readonly severity: PerceivedSeverity | null;
  readonly threshold: Threshold | null;
  /** When the limit will be reached or what runs out ends, UTC ms. */
  readonly expectedAt: number | null;
  /** It is wrong, and no fault: locked, saving energy, out of service. `severity` is null then. */
  readonly excused?: boolean;
}

/** Which states of an enumerated metric are faults, and how bad. */
export interface FaultStates {
  /** Metric of the catalogue with states. */
  readonly metric: string;
  /** State id → severity; the states that are not named are no fault. */
  readonly faults: Readonly<Record<string, PerceivedSeverity>>;
}

/** What a rule finds without a limit or a state that says it. */
export interface Occurrence {
  /** Null where whoever reports it says how bad it is. */
  readonly severity: PerceivedSeverity | null;
  readonly when: Label;
}

interface RuleFacts {
  /** Kebab-case; words are `alarms.problem.<name>`. */
  readonly name: string;
  readonly alarmType: AlarmType;
  readonly probableCause: ProbableCause;
  readonly effect: EffectClass;
  /** Where it has limits that a pack may replace: which side of them is wrong. */
  readonly limits?: 'above' | 'below' | undefined;
  /** How long a condition must hold before it is an alarm, and be gone before it clears, ms of journal time. */
  readonly holdRaiseMs: number;
  readonly holdClearMs: number;
  // What it goes by, for people to read:
  /** Its limits, as a pack leaves them. */
  readonly ladders?: (settings: RuleSettings) => readonly Limits[];
  readonly states?: readonly FaultStates[];
  readonly occurrence?: Occurrence;
  /** How the value that is judged comes about, where it is not the one that was reported. */
  readonly method?: Label;
}

/** A resource as a rule sees it. */
export interface Look {
  readonly resource: Resource;
  readonly place: number;
  readonly readings: Readings;
  readonly settings: RuleSettings;
}

/** Judged when a sample of one of its inputs arrives. Pure: the same look and held severity give the same verdict. */
export interface SampleRule extends RuleFacts {
  readonly by: 'samples';
  /** Sent metrics, by id; `calm`: the values within which nothing can be wrong, so that most samples cost one look. */
  readonly inputs: readonly {
    readonly metric: string;
    readonly calm: (settings: RuleSettings) => readonly [number, number];
  }[];
  /** What is judged: the resource that the sample is of, or what contains it. */
  readonly on: 'self' | 'parent';
  /** Metrics of the judged resource (or of its children) whose silence makes the alarm unknown. */
  readonly evidence: readonly string[];
  /** Null: nothing can be said now. `held` is what was said last. */
  judge(look: Look, held: PerceivedSeverity | null): Verdict | null;
}

/** Says what it found in a round. What it says nothing of has nothing wrong. */
export interface Findings {
  say(
    resource: { readonly id: string; readonly kind: AlarmedKind },
    verdict: Verdict,
    at: number,
    simulated: boolean,
    /** Who spoke for it, where that is not who reports the resource itself. */
    source?: string,
  ): void;
  /** Nothing can be said of this resource now: an alarm of it becomes unknown. */
  keep(resource: string): void;
  /** What was said of the resource last, for hysteresis. */
  held(resource: string): PerceivedSeverity | null;
}

/** What a round rule keeps between rounds, so that a start from a checkpoint goes on as if there had been none. */
export interface RoundState {
  readonly columns?: Readonly<Record<string, Float64Array>>;
}

/** What is known of a sender, in journal time (UTC ms). */
export interface SourceHeard {
  readonly receivedAt: number;
  /** Three of the longest interval of what it sends: silent beyond. */
  readonly staleMs: number;
  readonly simulated: boolean;
  /** Its last record was marked as ahead of our clock. */
  readonly skewed: boolean;
}

export interface RoundContext {
  readonly readings: Readings;
  /** What depends on what: rows of links.csv. */
  readonly links: readonly Link[];
  readonly settings: RuleSettings;
  readonly hearing: Hearing;
  readonly sources: ReadonlyMap<string, SourceHeard>;
  /**
   * We were away ourselves until just now: a silence that began at `since` (UTC ms), while we could not hear, blames
   * nobody for three intervals (`staleMs`) after our start.
   */
  graced(since: number, staleMs: number): boolean;
}

export interface Round {
  run(findings: Findings): void;
  save?(): RoundState;
  load?(state: RoundState): void;
}

/** Judged every so often of journal time, over everything of its kind. Deterministic, with a state of its own. */
export interface RoundRule extends RuleFacts {
  readonly by: 'round';
  readonly everyMs: number;
  /** Kinds of what it judges. */
  readonly finds: readonly AlarmedKind[];
  start(context: RoundContext): Round;
}

/** Reported by something else than a rule: its conditions are the reporter's. */
export interface ReportedRule extends RuleFacts {
  readonly by: 'report';
  /** Kinds of what it is reported of; 'any': of whatever reports it. */
  readonly finds: readonly AlarmedKind[] | 'any';
  /** An operator may clear it by hand, as its source may never do it. */
  readonly clearable: boolean;
}

export type Rule = SampleRule | RoundRule | ReportedRule;
