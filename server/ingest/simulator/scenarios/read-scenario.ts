import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type Label, RESOURCE_KINDS, type Resource } from '../../../../shared/model/resource.ts';
import { choose, hashText } from '../random.ts';
import { type Effect, type FaultZone, seconds } from './fault.ts';
import { FAULTS } from './faults.ts';

/** A scenario file, checked against the zone and ready to run. Seconds are of the scenario's own clock. */
export interface Scenario {
  readonly title: Label;
  readonly description: Label;
  readonly steps: readonly Step[];
  /** Ids of what it strikes, each once. */
  readonly targets: readonly string[];
  /** When the last trace is gone; null when a step lasts until the scenario is stopped. */
  readonly lengthS: number | null;
}

export interface Step {
  readonly atS: number;
  /** Infinity: until the scenario is stopped. */
  readonly forS: number;
  readonly aftermathS: number;
  readonly targets: readonly string[];
  readonly effects: readonly Effect[];
}

/** What is wrong with a scenario file: every problem with file, step and what it names. Nothing of it starts. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

const label = z.object({ zh: z.string().min(1), en: z.string().min(1) }).strict();

const stepSchema = z
  .object({
    at_s: seconds.default(0),
    fault: z.string(),
    /** Id of the one that it strikes. */
    resource: z.string().max(200).optional(),
    /** So many of a kind, chosen by the seed. */
    pick: z
      .object({ kind: z.enum(RESOURCE_KINDS), count: z.number().int().min(1).max(1_000).default(1) })
      .strict()
      .optional(),
    for_s: seconds.min(1).optional(),
    params: z.record(z.string(), z.unknown()).default({}),
  })
  .strict()
  .refine((step) => (step.resource === undefined) !== (step.pick === undefined), {
    message: 'name either a resource or a pick',
    path: ['resource'],
  });
type RawStep = z.infer<typeof stepSchema>;

const scenarioSchema = z
  .object({ title: label, description: label, steps: z.array(stepSchema).min(1).max(1_000) })
  .strict();

/** Reads a scenario's text against a zone. `file` stands in messages. Throws ScenarioError with all problems. */
export function readScenario(file: string, text: string, zone: FaultZone): Scenario {
  const document = parseDocument(text);
  if (document.errors.length > 0) throw new ScenarioError(document.errors.map(({ message }) => `${file}: ${message}`));
  const parsed = scenarioSchema.safeParse(document.toJS());
  if (!parsed.success)
    throw new ScenarioError(parsed.error.issues.map((issue) => `${where(file, issue.path)}: ${issue.message}`));
  const problems: string[] = [];
  const steps = parsed.data.steps.map((raw, index) =>
    readStep(raw, index, zone, (what) => problems.push(`${file} step ${index + 1}: ${what}`)),
  );
  if (problems.length > 0) throw new ScenarioError(problems);
  const ends = steps.map(({ atS, forS, aftermathS }) => atS + forS + aftermathS);
  const end = Math.max(...ends);
  const { title, description } = parsed.data;
  const targets = [...new Set(steps.flatMap((step) => step.targets))];
  return { title, description, steps, targets, lengthS: Number.isFinite(end) ? end : null };
}

function readStep(raw: RawStep, index: number, zone: FaultZone, problem: (what: string) => void): Step {
  const fault = FAULTS.get(raw.fault);
  const targets = targetsOf(raw, index, zone, problem);
  const ids = targets.map(({ id }) => id);
  const step = { atS: raw.at_s, forS: raw.for_s ?? Number.POSITIVE_INFINITY, targets: ids };
  if (fault === undefined) {
    problem(`there is no fault ${JSON.stringify(raw.fault)}; known: ${[...FAULTS.keys()].join(', ')}`);
    return { ...step, aftermathS: 0, effects: [] };
  }
  const wrongParams = fault.problem(raw.params);
  if (wrongParams !== null) problem(wrongParams);
  for (const { id, kind } of targets) {
    if (!fault.kinds.includes(kind)) problem(`${fault.name} cannot strike ${id}; it strikes ${fault.kinds.join(', ')}`);
  }
  const effects = wrongParams === null ? targets.map((target) => fault.begin(target, raw.params, zone)) : [];
  return { ...step, aftermathS: fault.aftermathS, effects };
}

function targetsOf(
  raw: RawStep,
  index: number,
  { topology, seed }: FaultZone,
  problem: (what: string) => void,
): readonly Resource[] {
  if (raw.resource !== undefined) {
    const found = topology.find(raw.resource);
    if (found === undefined) problem(`resource ${raw.resource} is not in this zone`);
    return found === undefined ? [] : [found];
  }
  const { kind, count } = raw.pick!;
  const inService = topology.ofKind(kind);
  // Containers do not report at all; of what does, one that is silent anyway would show nothing.
  const reporting = inService.filter((resource) => resource.reporting);
  const all = reporting.length > 0 ? reporting : inService;
  if (all.length < count) problem(`this zone has ${all.length} of kind ${kind}, the step picks ${count}`);
  const hashes = all.map(({ id }) => hashText(seed + index, id));
  return choose(hashes, count).map((place) => all[place]!);
}

/** `file step 3 params.x` of a path into the file. */
function where(file: string, path: readonly PropertyKey[]): string {
  if (path[0] !== 'steps' || typeof path[1] !== 'number') return [file, ...path.map(String)].join(' ');
  return [`${file} step ${path[1] + 1}`, path.slice(2).map(String).join('.')].filter((part) => part !== '').join(' ');
}
