import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { NetworkPlan } from '../../../shared/wire/planning.ts';
import { networkPlanRequestSchema } from '../../../shared/wire/planning-plan-schemas.ts';

/** A plan as it is kept. */
export type KeptPlan = Pick<NetworkPlan, 'id' | 'name' | 'base' | 'changes' | 'createdAt'>;

const fileSchema = z.object({
  version: z.literal(1),
  /** Numbers are never used again, so that an id means one plan for ever. */
  next: z.int().min(1),
  plans: z.array(networkPlanRequestSchema.extend({ id: z.string(), createdAt: z.int() })),
});

export interface PlanStore {
  readonly plans: readonly KeptPlan[];
  /** Durable when they return; what cannot be written is not changed either. */
  add(plan: Omit<KeptPlan, 'id'>): KeptPlan;
  remove(id: string): void;
  /** Why the plans began anew, if they did. */
  readonly degraded: readonly string[];
}

/** Plans in one file of the data folder. A file that says something else is set aside, and there are none then. */
export function openPlanStore(file: string): PlanStore {
  const { degraded, ...kept } = read(file);
  let { next, plans } = kept;
  const change = (nextNumber: number, to: readonly KeptPlan[]): void => {
    writeDurably(file, `${JSON.stringify({ version: 1, next: nextNumber, plans: to })}\n`);
    next = nextNumber;
    plans = to;
  };
  return {
    get plans() {
      return plans;
    },
    add(plan) {
      const added = { id: `p${next}`, ...plan };
      change(next + 1, [...plans, added]);
      return added;
    },
    remove: (id) =>
      change(
        next,
        plans.filter((plan) => plan.id !== id),
      ),
    degraded,
  };
}

function read(file: string): { next: number; plans: readonly KeptPlan[]; degraded: readonly string[] } {
  const none = { next: 1, plans: [], degraded: [] };
  if (!existsSync(file)) return none;
  try {
    const { next, plans } = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { next, plans, degraded: [] };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    renameSync(file, `${file}.damaged`);
    return { ...none, degraded: [`${file} is damaged: set aside as ${file}.damaged, there are no plans`] };
  }
}

/** Whole or not at all: another file first, then its name, both on the disk. */
function writeDurably(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  const written = openSync(fresh, 'w', 0o600);
  try {
    writeFileSync(written, text);
    fsyncSync(written);
  } finally {
    closeSync(written);
  }
  renameSync(fresh, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
