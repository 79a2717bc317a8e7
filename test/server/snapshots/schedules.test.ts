import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeliveryFailed, type Message } from '../../../server/ports.ts';
import { openSchedules } from '../../../server/snapshots/schedules.ts';
import type { SnapshotScheduleRequest } from '../../../shared/wire/snapshots.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { LI, openSnapshotBed } from './bed.ts';

const DAY_MS = 86_400_000;
/** 18:00 of the bed's Friday, in the zone's time. */
const DUE = Date.UTC(2026, 10, 20, 10, 0);
const LIMIT = { timeout: 60_000 };

const wish = (more: Partial<SnapshotScheduleRequest> = {}): SnapshotScheduleRequest => ({
  operator: LI.name,
  title: 'Evening report',
  rhythm: 'daily',
  time: '18:00',
  timeZone: 'Asia/Shanghai',
  period: false,
  scope: {},
  keepDays: 30,
  delivery: null,
  ...more,
});

async function open(fails: { deliver?: boolean } = {}, looks: () => void = () => undefined) {
  const bed = await openSnapshotBed(testFolder('schedules'));
  const sent: { channel: string; message: Message }[] = [];
  const delivery = {
    channels: () => [{ id: 'post', type: 'mail' as const, name: 'Administration' }],
    async deliver(channel: string, message: Message) {
      looks();
      if (fails.deliver) throw new DeliveryFailed('failed', 'nobody answers');
      sent.push({ channel, message });
    },
  };
  const file = join(bed.folder, 'schedules.json');
  const { snapshots, inventory } = bed;
  const exports = {
    async write() {
      looks();
      return Uint8Array.of(1, 2, 3);
    },
  };
  const reopen = () => openSchedules({ file, inventory, snapshots, exports, delivery, clock: () => bed.now });
  return { bed, sent, file, fails, schedules: await reopen(), reopen };
}

describe('scheduled snapshots', LIMIT, () => {
  it('takes one when it is due, and not before, and not twice', async () => {
    const { bed, schedules } = await open();
    const { id } = await schedules.add(wish(), LI);
    expect(schedules.list()).toMatchObject([{ id, nextAt: DUE, last: null, by: LI }]);
    await schedules.runDue();
    expect(bed.snapshots.list()).toEqual([]);
    bed.now = DUE + 2_000;
    await schedules.runDue();
    await schedules.runDue();
    expect(bed.snapshots.list()).toMatchObject([{ title: 'Evening report', schedule: id, madeUp: false, past: false }]);
    const [snapshot] = bed.snapshots.list();
    const last = { dueAt: DUE, snapshot: snapshot!.id, missed: 0, problem: null, delivered: 'none' };
    expect(schedules.list()).toMatchObject([{ nextAt: DUE + DAY_MS, last }]);
  });

  it('issue 8: says how far a long run is: taking, each file, sending', async () => {
    const seen: unknown[] = [];
    const look = (): void => {
      seen.push(opened.schedules.list()[0]?.progress);
    };
    const opened = await open({}, look);
    const { bed, schedules } = opened;
    await schedules.add(wish({ delivery: { channel: 'post', formats: ['pdf', 'xlsx'], language: 'en' } }), LI);
    look();
    bed.now = DUE + 2_000;
    const done = schedules.runDue();
    look();
    await done;
    look();
    expect(seen).toEqual([
      null,
      { step: 'taking', done: 0, of: 2 },
      { step: 'writing', done: 0, of: 2 },
      { step: 'writing', done: 1, of: 2 },
      { step: 'sending', done: 2, of: 2 },
      null,
    ]);
  });

  it('makes up once for what was missed, and says so', async () => {
    const { bed, schedules, reopen } = await open();
    await schedules.add(wish(), LI);
    bed.now = DUE + 3 * DAY_MS + 3_600_000;
    const later = await reopen();
    await later.runDue();
    await later.runDue();
    expect(bed.snapshots.list()).toMatchObject([{ madeUp: true }]);
    expect(later.list()).toMatchObject([{ last: { dueAt: DUE + 3 * DAY_MS, missed: 4 } }]);
  });

  it('adopts what a crash left behind between taking and writing it down', async () => {
    const { bed, schedules, file, reopen } = await open();
    await schedules.add(wish(), LI);
    const before = readFileSync(file);
    bed.now = DUE + 2_000;
    await schedules.runDue();
    writeFileSync(file, before);
    const later = await reopen();
    await later.runDue();
    expect(bed.snapshots.list()).toHaveLength(1);
    expect(later.list()).toMatchObject([{ last: { snapshot: bed.snapshots.list()[0]!.id } }]);
  });

  it('delivers files with words in the language asked for', async () => {
    const { bed, sent, schedules } = await open();
    await schedules.add(wish({ delivery: { channel: 'post', formats: ['html', 'xlsx'], language: 'en' } }), LI);
    bed.now = DUE + 1_000;
    await schedules.runDue();
    expect(sent).toMatchObject([{ channel: 'post', message: { body: { event: 'snapshot', missed: 0 } } }]);
    const { subject, text, attachments } = sent[0]!.message;
    expect(subject).toContain('Evening report');
    expect(text).toContain(bed.snapshots.list()[0]!.sha256);
    expect(text).toContain('CONTAINS SIMULATED DATA');
    expect(attachments.map(({ name }) => name.split('.').pop())).toEqual(['html', 'xlsx']);
    expect(schedules.list()).toMatchObject([{ last: { delivered: 'sent' } }]);
  });

  it('keeps the snapshot of a delivery that fails, and says so', async () => {
    const { bed, schedules } = await open({ deliver: true });
    await schedules.add(wish({ delivery: { channel: 'post', formats: [], language: 'zh-CN' } }), LI);
    bed.now = DUE + 1_000;
    await schedules.runDue();
    expect(bed.snapshots.list()).toHaveLength(1);
    expect(schedules.list()).toMatchObject([{ last: { delivered: 'failed', deliveryProblem: 'nobody answers' } }]);
    expect(schedules.degraded().join()).toContain('nobody answers');
  });

  it.each([
    ['bad-schedule', 'timeZone', { timeZone: 'Mars/Olympus' }],
    ['bad-schedule', 'weekday', { rhythm: 'weekly' }],
    ['no-such-channel', 'delivery.channel', { delivery: { channel: 'gone', formats: [], language: 'en' } }],
    ['unknown-resource', 'scope.hall', { scope: { hall: 'hall/nowhere' } }],
  ] satisfies [string, string, Partial<SnapshotScheduleRequest>][])(
    'refuses %s (%s), and keeps nothing',
    async (code, field, more) => {
      const { schedules } = await open();
      await expect(schedules.add(wish(more), LI)).rejects.toMatchObject({ code, field });
      expect(schedules.list()).toEqual([]);
    },
  );

  it('forgets one that was removed, and knows no other', async () => {
    const { bed, schedules } = await open();
    const { id } = await schedules.add(wish(), LI);
    await schedules.remove(id);
    await expect(schedules.remove(id)).rejects.toMatchObject({ code: 'no-such-schedule' });
    bed.now = DUE + 1_000;
    await schedules.runDue();
    expect(bed.snapshots.list()).toEqual([]);
  });

  it('sets a damaged file aside, and says so', async () => {
    const { schedules, file, reopen } = await open();
    await schedules.add(wish(), LI);
    writeFileSync(file, '{"version":1,"items":[{"id"');
    const later = await reopen();
    expect(later.list()).toEqual([]);
    expect(later.degraded().join()).toContain('set aside');
  });
});
