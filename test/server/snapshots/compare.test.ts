import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { compareSnapshots } from '../../../server/snapshots/compare.ts';
import { LIFECYCLES } from '../../../shared/model/resource.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import { snapshotComparisonSchema } from '../../../shared/wire/snapshot-schemas.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { exampleContent } from '../export/sealed.ts';

let example: SnapshotContent;
beforeAll(async () => {
  const content = await exampleContent();
  example = { ...content, kinds: content.kinds.filter(({ kind }) => kind === 'zone' || kind === 'site') };
}, 60_000);

/** The example with some of its sites only, and others' states and lifecycles. */
function varied(): fc.Arbitrary<SnapshotContent> {
  const site = fc.record({
    kept: fc.boolean(),
    state: fc.constantFrom(...SEVERITIES),
    lifecycle: fc.constantFrom(...LIFECYCLES),
  });
  const sites = example.kinds.find(({ kind }) => kind === 'site')!;
  return fc.array(site, { minLength: sites.id.length, maxLength: sites.id.length }).map((choices) => {
    const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, row) => choices[row]!.kept);
    const kind = {
      ...sites,
      id: keep(sites.id),
      zh: keep(sites.zh),
      en: keep(sites.en),
      state: keep(choices.map(({ state }) => state)),
      lifecycle: keep(choices.map(({ lifecycle }) => lifecycle)),
      attributes: sites.attributes.map(({ name, value }) => ({ name, value: keep(value) })),
    };
    return { ...example, kinds: [...example.kinds.filter((one) => one.kind === 'zone'), kind] };
  });
}

test('a snapshot differs in nothing from itself', () => {
  fc.assert(
    fc.property(varied(), (content) => {
      const { figures, resources, alarms, sameScope } = snapshotComparisonSchema.parse(
        compareSnapshots(content, content),
      );
      expect([resources.rows, alarms?.rows, sameScope]).toEqual([[], [], true]);
      for (const { change, a, b } of figures)
        expect(a === null ? change : [change, b]).toEqual(a === null ? null : [0, a]);
    }),
  );
});

test('swapped, what appeared has vanished and every change runs back', () => {
  fc.assert(
    fc.property(varied(), varied(), (a, b) => {
      const [there, back] = [compareSnapshots(a, b), compareSnapshots(b, a)];
      expect(back.resources.tally).toEqual({
        appeared: there.resources.tally.vanished,
        vanished: there.resources.tally.appeared,
        changed: there.resources.tally.changed,
      });
      const opposite = { appeared: 'vanished', vanished: 'appeared', changed: 'changed' } as const;
      const turned = there.resources.rows.map((row) => ({ ...row, change: opposite[row.change], a: row.b, b: row.a }));
      const key = (row: { resource: string; field: string }): string => `${row.resource} ${row.field}`;
      const sorted = <T extends { resource: string; field: string }>(rows: readonly T[]): T[] =>
        [...rows].sort((x, y) => (key(x) < key(y) ? -1 : 1));
      expect(sorted(back.resources.rows)).toEqual(sorted(turned));
    }),
  );
});

test('each row is a resource of one side or of both, and the tally counts resources', () => {
  fc.assert(
    fc.property(varied(), varied(), (a, b) => {
      const ids = (content: SnapshotContent) => new Set(content.kinds.flatMap(({ id }) => id));
      const [before, after] = [ids(a), ids(b)];
      const { rows, tally } = compareSnapshots(a, b).resources;
      for (const { change, resource } of rows) {
        expect([before.has(resource), after.has(resource)]).toEqual([change !== 'appeared', change !== 'vanished']);
      }
      for (const change of ['appeared', 'vanished', 'changed'] as const) {
        expect(new Set(rows.filter((row) => row.change === change).map(({ resource }) => resource)).size).toBe(
          tally[change],
        );
      }
    }),
  );
});

test('an alarm that was acknowledged has changed; figures say what became of sites on air', () => {
  const [alarm] = example.alarms!;
  const by = { name: 'Li', verified: false, from: '' };
  const later: SnapshotContent = {
    ...example,
    alarms: [{ ...alarm!, acknowledgement: { at: 1, by } }],
    kinds: example.kinds.map((kind) =>
      kind.kind === 'zone' ? { ...kind, metrics: kind.metrics.map((metric) => ({ ...metric, value: [7] })) } : kind,
    ),
  };
  const { alarms, figures } = compareSnapshots(example, later);
  expect(alarms?.rows).toMatchObject([{ change: 'changed', a: 'major', b: 'major acknowledged' }]);
  const was = example.kinds
    .find(({ kind }) => kind === 'zone')!
    .metrics.find(({ metric }) => metric === 'zone.sites-on-air')!;
  expect(figures.find(({ figure }) => figure === 'zone.sites-on-air')).toMatchObject({
    a: was.value[0],
    b: 7,
    change: 7 - was.value[0]!,
  });
});
