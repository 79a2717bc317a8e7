import { alarmReportRequestSchema, type ReportedAlarm } from '../../shared/wire/alarm-report-schemas.ts';
import type { ErrorBody } from '../../shared/wire/http.ts';
import {
  type AlarmReport,
  type Alarms,
  type Clock,
  type DoorHandler,
  type DoorRequest,
  type IngestDoor,
  type Inventory,
  Refused,
} from '../ports.ts';

const PROTOCOL = 'alarm-reports';
const BODY_LIMIT_BYTES = 512 * 1024;
/** A clock may be ahead of ours by so much. */
const AHEAD_MS = 300_000;
/** Each report is kept, so that a source that repeats itself without end costs no more disk than this. */
const REPORTS_PER_MINUTE = 12_000;
const MINUTE_MS = 60_000;

/**
 * Alarms that sources report themselves at `POST /api/v1/alarms/report`: `{reports: [{resource, qualifier, severity, at, …}]}`,
 * all of them or none. Durable when it is answered. A source clears what it raised, never what another did.
 */
export function createAlarmReports(alarms: Pick<Alarms, 'reportAll'>): IngestDoor {
  return {
    protocol: PROTOCOL,
    start({ inventory, clock, post }) {
      const overRate = createRate(clock);
      const handler: DoorHandler = async (request) => {
        const bytes = await request.body(BODY_LIMIT_BYTES);
        const read = readReports(request, bytes, inventory, clock());
        if (!Array.isArray(read)) return read;
        overRate(request.source, read.length);
        const ignored: Record<string, number> = {};
        for (const reason of alarms.reportAll(read)) {
          if (reason !== null) ignored[reason] = (ignored[reason] ?? 0) + 1;
        }
        const count = Object.values(ignored).reduce((sum, one) => sum + one, 0);
        return { status: 200, body: { taken: read.length - count, ignored } };
      };
      post('/api/v1/alarms/report', handler, { overRateStatus: 429 });
      return { stop: async () => undefined };
    },
  };
}

function readReports(
  { headers, source }: DoorRequest,
  bytes: Uint8Array,
  inventory: Inventory,
  now: number,
): AlarmReport[] | { status: number; body: ErrorBody } {
  const type = String(headers['content-type'] ?? '').toLowerCase();
  if (type.split(';')[0]?.trim() !== 'application/json') {
    const message = `Content-Type must be application/json, not ${type || 'absent'}`;
    return { status: 415, body: { code: 'wrong-type', message, field: 'Content-Type', limit: 'application/json' } };
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return bad('malformed', 'the body is not JSON', 'body');
  }
  const parsed = alarmReportRequestSchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const field = [...issue.path, ...(unknownKey === undefined ? [] : [unknownKey])].join('.');
    return bad(codeOf(issue.path.at(-1), unknownKey), issue.message, field);
  }
  for (const [i, { resource, at }] of parsed.data.reports.entries()) {
    if (inventory.find(resource) === undefined && resource !== `source/${source}`) {
      return bad('unknown-resource', 'there is no such resource', `reports.${i}.resource`);
    }
    if (at > now + AHEAD_MS) {
      return bad('future', 'the alarm is ahead of the clock here', `reports.${i}.at`, now + AHEAD_MS);
    }
  }
  return parsed.data.reports.map((report) => toReport(report, source));
}

function codeOf(field: PropertyKey | undefined, unknownKey: string | undefined): string {
  if (unknownKey !== undefined) return 'unknown-field';
  return field === 'severity' ? 'unknown-severity' : 'invalid-field';
}

function bad(code: string, message: string, field: string, limit?: number): { status: number; body: ErrorBody } {
  return { status: 400, body: { code, message, field, ...(limit === undefined ? {} : { limit }) } };
}

function toReport(
  { resource, qualifier, severity, at, text, probableCause, alarmType }: ReportedAlarm,
  source: string,
): AlarmReport {
  return {
    resource,
    rule: 'external',
    qualifier: qualifier === '' ? source : `${source} ${qualifier}`,
    severity: severity === 'cleared' ? null : severity,
    probableCause,
    alarmType,
    specificProblem: text === '' ? null : text,
    at,
    source,
    simulated: false,
  };
}

/** Throws Refused for a source that reports more than its share of a minute. */
function createRate(clock: Clock): (source: string, count: number) => void {
  let minute = 0;
  const counts = new Map<string, number>();
  return (source, count) => {
    const now = clock();
    const present = Math.floor(now / MINUTE_MS);
    if (present !== minute) counts.clear();
    minute = present;
    const sum = (counts.get(source) ?? 0) + count;
    if (sum > REPORTS_PER_MINUTE) throw new Refused('over-rate', Math.ceil(((present + 1) * MINUTE_MS - now) / 1000));
    counts.set(source, sum);
  };
}
