import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/alarms/settings.ts';
import { createAlarmReports } from '../../../server/ingest/alarm-reports.ts';
import { type DoorHandler, type DoorReply, Refused } from '../../../server/ports.ts';
import { alarmReportReplySchema } from '../../../shared/wire/alarm-report-schemas.ts';
import { type AlarmBed, createAlarmBed, START } from '../alarms/bed.ts';
import { createStage } from '../normalize/stage.ts';

const PDU = 'pdu/dc/h1-a';
const raised = { resource: PDU, qualifier: 'fan-2', severity: 'major', at: START, text: '风扇 2 停转' } as const;

interface Door {
  readonly bed: AlarmBed;
  post(reports: unknown, source?: string): Promise<DoorReply>;
}

function open(raisesPerMinute = DEFAULT_SETTINGS.raisesPerMinute): Door {
  const bed = createAlarmBed({ settings: { ...DEFAULT_SETTINGS, raisesPerMinute } });
  const routes = new Map<string, DoorHandler>();
  createAlarmReports(bed.alarms).start({
    registry: createStage().normalizer,
    inventory: bed.inventory,
    clock: () => bed.now,
    seed: 1,
    post: (path, handler) => routes.set(path, handler),
  });
  return {
    bed,
    post: (reports, source = 'bms') =>
      routes.get('/api/v1/alarms/report')!({
        headers: { 'content-type': 'application/json' },
        source,
        body: async () => new TextEncoder().encode(typeof reports === 'string' ? reports : JSON.stringify({ reports })),
      }),
  };
}

test('a reported alarm stands in the words of its source, changes, and clears when the source says so', async () => {
  const { bed, post } = open();
  const reply = await post([{ ...raised, probableCause: 'fan-failure' }]);
  expect(alarmReportReplySchema.parse(reply.body)).toEqual({ taken: 1, ignored: {} });
  expect(bed.only('external')).toMatchObject({
    resource: PDU,
    severity: 'major',
    probableCause: 'fan-failure',
    specificProblem: '风扇 2 停转',
    source: 'bms',
    simulated: false,
    raisedAt: START,
  });
  await post([{ ...raised, severity: 'critical', at: START + 1 }]);
  expect(bed.only('external')).toMatchObject({ severity: 'critical', trend: 'more-severe' });
  await post([{ ...raised, severity: 'cleared', at: START + 2 }]);
  expect(bed.only('external').clearance).toMatchObject({ at: START + 2, reason: 'condition' });
});

test('a clear without a raise, a repetition, what is older than the last and what is not accepted yet are counted by reason', async () => {
  const { bed, post } = open();
  const engineering = bed.inventory.ofKind('site').find(({ lifecycle }) => lifecycle !== 'in-service')!;
  const { body } = await post([
    { ...raised, severity: 'cleared' },
    { ...raised, at: START + 10 },
    { ...raised, at: START + 20 },
    { ...raised, severity: 'minor', at: START + 5 },
    { ...raised, resource: engineering.id },
  ]);
  expect(body).toEqual({ taken: 1, ignored: { 'clear-without-raise': 1, duplicate: 1, late: 1, 'not-in-service': 1 } });
  expect(bed.alarms.summary().ignored).toEqual((body as { ignored: object }).ignored);
  expect(bed.standing()).toEqual([`external ${PDU}`]);
});

test('a source clears what it raised, never what another did', async () => {
  const { bed, post } = open();
  await post([raised], 'bms');
  expect((await post([{ ...raised, severity: 'cleared', at: START + 1 }], 'other')).body).toMatchObject({ taken: 0 });
  expect(bed.standing()).toEqual([`external ${PDU}`]);
});

test.each([
  ['a resource that there is none of', { resource: 'pdu/none' }, 'unknown-resource', 'reports.1.resource'],
  ['another source', { resource: 'source/other' }, 'unknown-resource', 'reports.1.resource'],
  ['this server', { resource: 'server/self' }, 'unknown-resource', 'reports.1.resource'],
  ['a severity that there is none of', { severity: 'fatal' }, 'unknown-severity', 'reports.1.severity'],
  ['a cause that there is none of', { probableCause: 'gremlins' }, 'invalid-field', 'reports.1.probableCause'],
  ['six minutes ahead', { at: START + 360_000 }, 'future', 'reports.1.at'],
  ['no time', { at: null }, 'invalid-field', 'reports.1.at'],
  ['a field that there is none of', { colour: 'red' }, 'unknown-field', 'reports.1.colour'],
])('refused by name, and nothing of it is taken: %s', async (_, wrong, code, field) => {
  const { bed, post } = open();
  expect(await post([raised, { ...raised, ...wrong }])).toMatchObject({ status: 400, body: { code, field } });
  expect(bed.standing()).toEqual([]);
});

test('no JSON, no reports, too many', async () => {
  const { post } = open();
  expect(await post('{')).toMatchObject({ status: 400, body: { code: 'malformed' } });
  expect(await post([])).toMatchObject({ status: 400, body: { field: 'reports' } });
  expect(await post(Array.from({ length: 501 }, () => raised))).toMatchObject({
    status: 400,
    body: { field: 'reports' },
  });
});

test('a source of its own name may report on itself', async () => {
  const { bed, post } = open();
  expect(await post([{ ...raised, resource: 'source/bms' }])).toMatchObject({ status: 200 });
  expect(bed.standing()).toEqual(['external source/bms']);
});

test('a storm of one source: what is over its limit waits, is one alarm, and another source is heard; without end it is told to come later', async () => {
  const { bed, post } = open(1_000);
  const many = (from: number) =>
    Array.from({ length: 500 }, (_, i) => ({ ...raised, qualifier: `port-${from + i}`, at: START }));
  for (let batch = 0; batch < 6; batch++) expect(await post(many(batch * 500))).toMatchObject({ status: 200 });
  const { heldBack, standing } = bed.alarms.summary();
  expect(heldBack + standing.major).toBe(3_000);
  expect(heldBack).toBe(2_000);
  for (let batch = 0; batch < 18; batch++) await post([...many(0).map((one) => ({ ...one, at: START + 1 }))]);
  await expect(post(many(3_000))).rejects.toThrow(Refused);
  await post([{ ...raised, qualifier: 'quiet' }], 'other');
  expect(bed.alarms.list({ limit: 10_000 }).alarms.some(({ source }) => source === 'other')).toBe(true);
  bed.pass(600);
  expect(bed.alarms.summary().heldBack).toBe(0);
  expect(bed.alarms.list({ kinds: new Set(['pdu']), limit: 10_000 }).total).toBe(3_001);
});

test('what was reported is there after a stop without a word', async () => {
  const { bed, post } = open();
  await post([raised]);
  const again = createAlarmBed({ folder: bed.folder });
  expect(again.standing()).toEqual([`external ${PDU}`]);
});
