import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { createAlarms } from '../../../server/alarms/index.ts';
import { createLive } from '../../../server/live/index.ts';
import type { AlarmAction } from '../../../server/ports.ts';
import { type AlarmBed, createAlarmBed, LI, temporaryFolder, WANG } from './bed.ts';

const RACK = 'rack/dc/h1/r01/05';
const MINUTE = 60_000;

function hot(folder?: string): { bed: AlarmBed; id: string } {
  const bed = createAlarmBed(folder === undefined ? {} : { folder });
  bed.pass(60, () => [[RACK, 'rack.inlet-top', 33]]);
  return { bed, id: bed.only('inlet').id };
}

function refused(bed: AlarmBed, id: string, action: AlarmAction): string {
  const before = bed.alarms.list({ limit: 100 });
  try {
    bed.alarms.act(id, action, WANG);
  } catch (error) {
    expect(bed.alarms.list({ limit: 100 })).toEqual(before);
    return (error as { code: string }).code;
  }
  return 'taken';
}

describe('every action is recorded with who, when, from where and why', () => {
  test('acknowledge with a comment, assign, shelve, unshelve', () => {
    const { bed, id } = hot();
    bed.alarms.act(id, { type: 'acknowledge', comment: 'on my way' }, LI);
    bed.alarms.act(id, { type: 'assign', owner: 'Wang' }, LI);
    bed.alarms.act(id, { type: 'shelve', reason: 'sensor is exchanged', until: bed.now + 10 * MINUTE }, WANG);
    expect(bed.only('inlet')).toMatchObject({
      acknowledgement: { by: LI },
      owner: 'Wang',
      shelf: { by: WANG, reason: 'sensor is exchanged' },
      suppressed: ['shelved'],
      comments: [{ by: LI, text: 'on my way' }],
      revision: 4,
    });
    bed.alarms.act(id, { type: 'unshelve' }, LI);
    const taken = bed.alarms.find(id)!.steps.map(({ transition, by, note }) => [transition, by?.name ?? null, note]);
    expect(taken).toEqual([
      ['raise', null, null],
      ['comment', 'Li', 'on my way'],
      ['acknowledge', 'Li', null],
      ['assign', 'Li', 'Wang'],
      ['shelve', 'Wang', 'sensor is exchanged'],
      ['unshelve', 'Li', null],
    ]);
  });

  test('a shelf ends by itself; until then nobody is told and nothing is forgotten', () => {
    const { bed, id } = hot();
    bed.alarms.act(id, { type: 'shelve', reason: 'works', until: bed.now + 2 * MINUTE }, LI);
    expect(bed.alarms.counts()).toMatchObject({ major: 0 });
    expect(bed.standing()).toHaveLength(1);
    bed.pass(130, () => [[RACK, 'rack.inlet-top', 33]]);
    expect(bed.only('inlet').shelf).toBeNull();
    expect(bed.alarms.counts()).toMatchObject({ major: 1 });
  });

  test('two operators at once: the second hears that the first was faster, with the newer state', () => {
    const { bed, id } = hot();
    const { revision } = bed.only('inlet');
    bed.alarms.act(id, { type: 'assign', owner: 'Li', revision }, LI);
    expect(() => bed.alarms.act(id, { type: 'assign', owner: 'Wang', revision }, WANG)).toThrow(
      expect.objectContaining({ code: 'conflict', alarm: expect.objectContaining({ owner: 'Li', revision: 1 }) }),
    );
  });

  test.each<[string, AlarmAction]>([
    ['in-the-past', { type: 'shelve', reason: 'x', until: 1 }],
    ['too-far', { type: 'shelve', reason: 'x', until: Date.UTC(2099, 0, 1) }],
    ['not-shelved', { type: 'unshelve' }],
    ['same-owner', { type: 'assign', owner: null }],
    ['not-clearable', { type: 'clear', reason: 'x' }],
    ['conflict', { type: 'acknowledge', revision: 9 }],
  ])('%s is refused by name, changes nothing, and the refusal is written down', (code, action) => {
    const folder = temporaryFolder();
    const { bed, id } = hot(folder);
    expect(refused(bed, id, action)).toBe(code);
    const db = new Database(join(folder, 'alarms.db'), { readonly: true });
    const rows = db.prepare('SELECT body FROM refusals').all() as { body: string }[];
    db.close();
    expect(rows.map(({ body }) => JSON.parse(body))).toMatchObject([{ subject: id, code, by: WANG }]);
  });

  test('a record that is gone, or was never there, is not acknowledged', () => {
    const { bed, id } = hot();
    bed.alarms.act(id, { type: 'acknowledge' }, LI);
    expect(refused(bed, id, { type: 'acknowledge' })).toBe('already-acknowledged');
    bed.pass(100, () => [[RACK, 'rack.inlet-top', 24]]);
    expect(refused(bed, id, { type: 'comment', text: 'late' })).toBe('no-such-alarm');
  });

  test('by hand clears only what no one else can: what a source reported, and what nobody speaks for any more', () => {
    const { bed, id } = hot();
    bed.pass(90);
    expect(bed.only('inlet').unknownSince).not.toBeNull();
    const cleared = bed.alarms.act(id, { type: 'clear', reason: 'rack was removed' }, LI);
    expect(cleared.clearance).toMatchObject({ reason: 'operator', by: LI });
    bed.pass(40, () => [[RACK, 'rack.inlet-top', 33]]);
    expect(bed.only('inlet')).toMatchObject({ id, clearance: null, raises: 2 });
  });
});

describe('durable before it is said', () => {
  test('what an operator did is there after a stop without a word, and taken again at its place', () => {
    const folder = temporaryFolder();
    const { bed, id } = hot(folder);
    bed.alarms.act(id, { type: 'acknowledge', comment: 'seen' }, LI);
    bed.alarms.openMaintenance(
      {
        title: 'Fans',
        reason: 'exchange',
        scope: { resources: ['hall/dc/h1'], labels: [] },
        schedule: { type: 'once', from: bed.now, to: bed.now + MINUTE },
      },
      WANG,
    );
    const before = bed.alarms.list({ limit: 10 }).alarms;
    // No save, no close: as after kill -9.
    const live = createLive({ inventory: bed.inventory, clock: () => bed.now });
    const again = createAlarms({
      inventory: bed.inventory,
      live,
      clock: () => bed.now,
      epoch: 8,
      file: join(folder, 'alarms.db'),
    });
    bed.journal.forEach((record, i) => {
      live.apply(record);
      again.apply(i + 1, record);
    });
    expect(() => again.act(id, { type: 'unshelve' }, LI)).toThrow(expect.objectContaining({ code: 'replaying' }));
    again.resume();
    expect(again.list({ limit: 10 }).alarms).toEqual(before);
    expect(again.maintenance()).toMatchObject([{ title: 'Fans', by: WANG, open: true, alarms: 1 }]);
    again.close();
  });

  test('the file syncs fully', () => {
    const folder = temporaryFolder();
    createAlarmBed({ folder });
    const db = new Database(join(folder, 'alarms.db'), { readonly: true });
    expect(db.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    db.close();
  });
});

describe('maintenance', () => {
  test('a window by resource covers everything below it while it is open, by the wall calendar', () => {
    const { bed } = hot();
    // The bed starts on a Monday at 08:00 UTC, 16:00 in Shanghai.
    const window = bed.alarms.openMaintenance(
      {
        title: 'Cooling',
        reason: 'filters',
        scope: { resources: ['hall/dc/h1'], labels: [] },
        schedule: {
          type: 'recurring',
          freq: 'weekly',
          byDay: ['MO'],
          from: '16:05',
          to: '16:10',
          timeZone: 'Asia/Shanghai',
          start: 0,
          end: null,
        },
      },
      LI,
    );
    expect(window).toMatchObject({ open: false, alarms: 0 });
    const hotter = () => [[RACK, 'rack.inlet-top', 33] as const];
    bed.pass(300, hotter);
    expect(bed.only('inlet')).toMatchObject({
      maintenance: window.id,
      suppressed: ['maintenance'],
      effect: { racks: 0 },
    });
    expect(bed.alarms.counts()).toMatchObject({ major: 0 });
    bed.pass(300, hotter);
    expect(bed.only('inlet')).toMatchObject({ maintenance: null, suppressed: [], effect: { racks: 1 } });
  });

  test('a window by label; what is raised within it is covered from the first moment; it ends early', () => {
    const bed = createAlarmBed();
    const { id } = bed.alarms.openMaintenance(
      {
        title: 'Bay',
        reason: 'works',
        scope: { resources: [], labels: [{ name: 'area', value: 'bay' }] },
        schedule: { type: 'once', from: bed.now, to: bed.now + 60 * MINUTE },
      },
      LI,
    );
    bed.pass(10, () => [
      ['cell/s1/1', 'cell.operational-state', 0],
      ['cell/s1/2', 'cell.operational-state', 1],
      ['cell/s3/1', 'cell.operational-state', 0],
      ['cell/s3/2', 'cell.operational-state', 1],
    ]);
    const covered = bed.alarms.list({ limit: 10 }).alarms.map(({ resource, maintenance }) => [resource, maintenance]);
    expect(covered.sort()).toEqual([
      ['cell/s1/1', id],
      ['cell/s3/1', null],
    ]);
    bed.alarms.endMaintenance(id, LI);
    expect(bed.alarms.list({ limit: 10 }).alarms.every(({ maintenance }) => maintenance === null)).toBe(true);
    expect(() => bed.alarms.endMaintenance(id, LI)).toThrow(expect.objectContaining({ code: 'no-such-maintenance' }));
  });

  test.each([
    ['bad-scope', { resources: [], labels: [] }, { type: 'once', from: 0, to: Date.UTC(2099, 0, 1) }],
    ['bad-scope', { resources: ['hall/dc/none'], labels: [] }, { type: 'once', from: 0, to: Date.UTC(2099, 0, 1) }],
    ['in-the-past', { resources: ['hall/dc/h1'], labels: [] }, { type: 'once', from: 0, to: 1 }],
    ['bad-schedule', { resources: ['hall/dc/h1'], labels: [] }, { type: 'once', from: 2, to: 1 }],
  ] as const)('%s is refused by name', (code, scope, schedule) => {
    const bed = createAlarmBed();
    expect(() => bed.alarms.openMaintenance({ title: 't', reason: 'r', scope, schedule }, LI)).toThrow(
      expect.objectContaining({ code }),
    );
    expect(bed.alarms.maintenance()).toEqual([]);
  });
});

test('the channel is numbered without gaps and replays what a client missed; too far back says to load the list', () => {
  const { bed, id } = hot();
  const seen = bed.alarms.seq;
  bed.alarms.act(id, { type: 'acknowledge' }, LI);
  bed.alarms.act(id, { type: 'comment', text: 'a' }, LI);
  expect(bed.alarms.since(seen)?.map(({ seq, transition }) => [seq, transition])).toEqual([
    [seen + 1, 'acknowledge'],
    [seen + 2, 'comment'],
  ]);
  expect(bed.events.map(({ seq }) => seq)).toEqual(bed.events.map((_, i) => i + 1));
  expect(bed.alarms.since(seen + 99)).toBeNull();
});
