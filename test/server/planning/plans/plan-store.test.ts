import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPlanStore } from '../../../../server/planning/plans/plan-store.ts';

const PLAN = {
  name: '东区',
  base: 'on-air',
  changes: [{ change: 'remove', resource: 'site/s1' }],
  createdAt: 5,
} as const;
const plan = { ...PLAN, changes: [...PLAN.changes] };

function fileHere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-plans-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'planning', 'plans.json');
}

test('a plan is there after the next start, and its id is never used again', () => {
  const file = fileHere();
  const first = openPlanStore(file);
  expect(first.plans).toEqual([]);
  expect(existsSync(file)).toBe(false);
  expect(first.add(plan).id).toBe('p1');
  first.add({ ...plan, name: 'two' });
  first.remove('p2');
  const second = openPlanStore(file);
  expect(second.plans).toEqual([{ id: 'p1', ...plan }]);
  expect(second.add(plan).id).toBe('p3');
});

test('what cannot be written is not changed either', () => {
  const file = fileHere();
  const store = openPlanStore(file);
  store.add(plan);
  rmSync(join(file, '..'), { recursive: true });
  writeFileSync(join(file, '..'), 'a file where the folder was');
  expect(() => store.add(plan)).toThrow();
  expect(store.plans).toHaveLength(1);
});

test('a damaged file is set aside, said, and costs no more than the plans in it', () => {
  const file = fileHere();
  openPlanStore(file).add(plan);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.slice(0, -9));
  const store = openPlanStore(file);
  expect(store.plans).toEqual([]);
  expect(store.degraded[0]).toContain('plans.json.damaged');
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(whole.slice(0, -9));
  expect(store.add(plan).id).toBe('p1');
});
