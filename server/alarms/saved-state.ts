import { z } from 'zod';
import type { AlarmRecord } from '../../shared/alarms/alarm.ts';
import type { MaintenanceWindow } from '../../shared/alarms/maintenance.ts';
import { decodeAlarms, encodeAlarms } from './checkpoint.ts';
import type { Condition } from './condition.ts';
import type { Engine } from './engine.ts';
import type { FloodState } from './flood.ts';
import type { SourceHeard } from './rule.ts';

const pair = <T extends z.ZodType>(second: T) => z.tuple([z.string(), second]);
/** Only the outer shape: the checksum says that the rest is what was written. */
const bodySchema = z.object({
  taken: z.number(),
  now: z.number(),
  records: z.array(z.unknown()),
  conditions: z.array(z.unknown()),
  windows: z.array(z.unknown()),
  sources: z.array(pair(z.unknown())),
  ignored: z.array(pair(z.number())),
  causes: z.array(pair(z.number())),
  ranAt: z.array(pair(z.number())),
  flood: z.unknown(),
  downtime: z.object({ startedAt: z.number(), downFrom: z.number() }),
});

/** Everything that the engine knows, as bytes. `taken`: number of the last input that was taken. */
export function writeState(engine: Engine, version: string, taken: number): Uint8Array {
  const { ranAt, rounds } = engine.rounds.save();
  const body = {
    taken,
    now: engine.now,
    records: [...engine.list.records()],
    conditions: [...engine.conditions.all()],
    windows: engine.windows.all(),
    sources: [...engine.sources.all],
    ignored: [...engine.ignored],
    causes: engine.causes.save(),
    ranAt,
    flood: engine.flood.save(),
    downtime: engine.sources.downtime,
  };
  return encodeAlarms(version, body, rounds);
}

/** Null, and nothing is changed, for bytes that are damaged or of another inventory. */
export function readState(engine: Engine, version: string, bytes: Uint8Array): { taken: number } | null {
  const decoded = decodeAlarms(bytes, version);
  const parsed = decoded === null ? null : bodySchema.safeParse(decoded.body);
  if (decoded === null || parsed?.success !== true) return null;
  const body = parsed.data;
  engine.list.restore(body.records as AlarmRecord[]);
  for (const window of body.windows as MaintenanceWindow[]) engine.windows.put(window);
  engine.sources.all.clear();
  for (const [name, heard] of body.sources as [string, SourceHeard][]) engine.sources.all.set(name, heard);
  Object.assign(engine.sources.downtime, body.downtime);
  engine.flood.restore(body.flood as FloodState);
  engine.restore(body.now, body.conditions as Condition[], body.ignored);
  engine.rounds.restore(body.ranAt, decoded.rounds);
  engine.causes.restore(body.causes);
  return { taken: body.taken };
}
