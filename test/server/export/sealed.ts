import { createLive } from '../../../server/live/index.ts';
import type { ExportInput } from '../../../server/ports.ts';
import { assemble } from '../../../server/snapshots/assemble.ts';
import { capture } from '../../../server/snapshots/capture.ts';
import { sealDocument } from '../../../server/snapshots/document.ts';
import { resolveScope } from '../../../server/snapshots/scope.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { exampleZone, LI, NOW, requestOf, simulate } from '../snapshots/bed.ts';

let made: Promise<SnapshotContent> | null = null;

/** The example zone at a simulated moment; made once. */
export function exampleContent(): Promise<SnapshotContent> {
  made ??= make();
  return made;
}

async function make(): Promise<SnapshotContent> {
  const inventory = await exampleZone();
  const live = createLive({ inventory, clock: () => NOW });
  await simulate(inventory, live, NOW);
  const scoped = resolveScope(inventory, {});
  const about = { id: '0123456789abcdef'.repeat(2), request: requestOf({}), by: LI, takenAt: NOW };
  const moment = { at: NOW + 3_000, from: null, past: false, tier: 'live', sequence: { from: 1, to: 7 } } as const;
  const stages = {
    inventory,
    version: '0.1.0',
    alarms: { list: () => ({ alarms: [EXAMPLE_ALARM], total: 1 }) },
    planning: null,
  };
  const captured = await capture(stages, live, scoped, moment, about);
  const resources = new Map(
    scoped.map(({ kind, ordinals }) => [kind, Array.from(ordinals, (i) => inventory.ofKind(kind)[i]!)] as const),
  );
  return assemble(captured, resources);
}

const label = { zh: '园区', en: 'Zone' };
export const EXAMPLE_ALARM: AlarmView = {
  id: 'a1',
  rule: 'own-disk',
  resource: 'server/self',
  kind: 'server',
  name: label,
  path: [],
  qualifier: '',
  alarmType: 'processing-error-alarm',
  probableCause: 'storage-capacity-problem',
  specificProblem: null,
  severity: 'major',
  trend: 'no-change',
  threshold: null,
  raisedAt: NOW,
  changedAt: NOW,
  clearance: null,
  raises: 1,
  flapping: false,
  unknownSince: null,
  expectedAt: null,
  root: null,
  children: 0,
  effect: null,
  acknowledgement: null,
  owner: null,
  shelf: null,
  maintenance: null,
  suppressed: [],
  comments: [],
  simulated: false,
  source: 'self',
  canClear: false,
  nextStage: null,
  version: 1,
  revision: 0,
};

/** A content as an export format is given it. */
export function seal(content: SnapshotContent): ExportInput {
  const { text, sha256 } = sealDocument(content);
  return { document: text, sha256, content, language: 'en' };
}

/** Names of all resources and of the zone, the title and the operator, as an attacker would have them. */
export function named(content: SnapshotContent, name: string): SnapshotContent {
  const evil = { zh: name, en: name };
  return {
    ...content,
    title: name,
    takenBy: { ...content.takenBy, name },
    zone: { ...content.zone, name: evil, attribution: evil },
    basemap: [{ layer: 'places', geojson: placesOf(name) }],
    kinds: content.kinds.map((kind) => ({
      ...kind,
      zh: kind.zh.map(() => name),
      en: kind.en.map(() => name),
      attributes: [...kind.attributes, { name, value: kind.id.map(() => name) }],
    })),
    alarms: (content.alarms ?? []).map((one) => ({ ...one, name: evil, specificProblem: name })),
  };
}

function placesOf(name: string): string {
  const geometry = { type: 'Point', coordinates: [120.2, 36.2] };
  const properties = { name_zh: name, name_en: name };
  return JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties }] });
}
