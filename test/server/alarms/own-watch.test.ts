import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AlarmSettingsError, loadAlarmSettings } from '../../../server/alarms/load-settings.ts';
import { createOwnWatch } from '../../../server/alarms/own-watch.ts';
import type { Alarms } from '../../../server/ports.ts';
import { createAlarmBed } from './bed.ts';

test('our own disk and lag: raised once, cleared inside their own limit', () => {
  const bed = createAlarmBed();
  const facts = { readOnly: false, historyLagMs: 0, historyRefuses: false };
  const look = createOwnWatch(
    bed.alarms,
    () => facts,
    () => bed.now,
  );
  const after = (change: Partial<typeof facts>) => {
    Object.assign(facts, change);
    bed.now += 10_000;
    look();
    look();
    return bed.standing();
  };
  expect(after({})).toEqual([]);
  expect(after({ readOnly: true })).toEqual(['own-disk server/self']);
  expect(after({ readOnly: false, historyLagMs: 61_000 })).toEqual(['own-lag server/self']);
  expect(after({ historyLagMs: 40_000 })).toEqual(['own-lag server/self']);
  expect(after({ historyLagMs: 10_000 })).toEqual([]);
  expect(after({ historyRefuses: true })).toEqual(['own-lag server/self']);
  expect(bed.alarms.summary().ignored).toEqual({});
});

test('a pack without alarms.yaml has the rules’ own numbers; a wrong one stops the start with file, row and field', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-pack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect((await loadAlarmSettings(folder)).rules.size).toBe(0);
  writeFileSync(
    join(folder, 'alarms.yaml'),
    'rules:\n  inlet:\n    steps: [{ severity: major, raise: 33, clear: 32 }]\n',
  );
  expect((await loadAlarmSettings(folder)).rules.get('inlet')?.steps).toHaveLength(1);
  writeFileSync(
    join(folder, 'alarms.yaml'),
    'rules:\n  cooling-trip:\n    steps: [{ severity: major, raise: 33, clear: 32 }]\n',
  );
  await expect(loadAlarmSettings(folder)).rejects.toThrow(AlarmSettingsError);
  await expect(loadAlarmSettings(folder)).rejects.toThrow(
    'alarms.yaml row 3 rules.cooling-trip.steps: rule cooling-trip has no limits',
  );
});

test('a disk that has no room for the alarm about it does not end the process; it is told with the next look', () => {
  let full = true;
  const told: unknown[] = [];
  const alarms = {
    list: () => ({ alarms: [], total: 0 }),
    report(report: unknown) {
      if (full) throw new Error('database or disk is full');
      told.push(report);
    },
  } as unknown as Alarms;
  const look = createOwnWatch(
    alarms,
    () => ({ readOnly: true, historyLagMs: 0, historyRefuses: false }),
    () => 1,
  );
  look();
  expect(told).toEqual([]);
  full = false;
  look();
  expect(told).toMatchObject([{ rule: 'own-disk', severity: 'critical' }]);
});
