import { afterEach, expect, test, vi } from 'vitest';
import { AlarmConflict, actOnAlarm } from '../../../../client/api/alarms.ts';
import { actOnAll, applies } from '../../../../client/views/alarms/act.ts';
import { alarm, NOW } from '../../alarm.ts';

const BY = { name: 'Li', verified: false, from: '127.0.0.1' };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Answers each request by its address; returns what was sent. */
function serve(answer: (path: string) => Response): { path: string; body: unknown; header: string | null }[] {
  const sent: { path: string; body: unknown; header: string | null }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const header = new Headers(init.headers).get('X-Skyrack-Action');
    sent.push({ path, body: JSON.parse(String(init.body)), header });
    return answer(path);
  });
  return sent;
}

test('an action sends who acts, what they saw and why, with the header of our own page', async () => {
  const sent = serve(() => Response.json(alarm('01', { revision: 3 })));
  const act = { type: 'shelve', reason: 'spare part is on its way', until: NOW + 3_600_000 } as const;
  await actOnAlarm(alarm('a/1', { revision: 2 }), act, 'Li');
  expect(sent).toEqual([
    {
      path: '/api/v1/alarms/a%2F1/shelve',
      body: { operator: 'Li', revision: 2, reason: act.reason, until: act.until },
      header: 'alarm',
    },
  ]);
});

test('two operators at once: the slower one is shown the newer state', async () => {
  const newer = alarm('01', { acknowledgement: { at: NOW, by: BY }, revision: 1 });
  serve(() => Response.json({ code: 'conflict', message: 'somebody was faster', alarm: newer }, { status: 409 }));
  await expect(actOnAlarm(alarm('01'), { type: 'acknowledge' }, 'Wang')).rejects.toBeInstanceOf(AlarmConflict);
  const report = await actOnAll({ type: 'acknowledge' }, [alarm('01')], 'Wang');
  expect(report).toMatchObject({ done: 0, conflicts: [{ id: '01', revision: 1 }], refused: [] });
});

test('of many, those that fail are named and the others are done', async () => {
  serve((path) =>
    path.includes('/07/')
      ? Response.json({ code: 'not-clearable', message: 'its source clears it' }, { status: 400 })
      : Response.json(alarm('x')),
  );
  const alarms = Array.from({ length: 20 }, (_, i) => alarm(String(i).padStart(2, '0')));
  const report = await actOnAll({ type: 'clear', reason: 'checked' }, alarms, 'Li');
  expect(report.done).toBe(19);
  expect(report.refused).toMatchObject([{ alarm: { id: '07' }, what: 'its source clears it' }]);
});

test('a server that does not answer, or answers no JSON, is a named refusal', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  await expect(actOnAlarm(alarm('01'), { type: 'unshelve' }, 'Li')).rejects.toMatchObject({ code: 'unreachable' });
  serve(() => new Response('<html>', { status: 502 }));
  await expect(actOnAlarm(alarm('01'), { type: 'unshelve' }, 'Li')).rejects.toMatchObject({ code: 'not-understood' });
});

test('an action is offered only where it can change something', () => {
  const acknowledged = alarm('01', { acknowledgement: { at: NOW, by: BY } });
  expect(applies('acknowledge', acknowledged)).toBe(false);
  expect(applies('unshelve', acknowledged)).toBe(false);
  expect(applies('clear', acknowledged)).toBe(false);
  expect(applies('clear', alarm('02', { canClear: true }))).toBe(true);
  expect(applies('comment', acknowledged)).toBe(true);
});
