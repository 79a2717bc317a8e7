import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';

/** A cell that a spreadsheet would take for a formula, a field's mark or a line's end. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

type Cell = string | number | boolean | null;

/** Columns by the names that RFC 8632 and 3GPP TS 28.532 give them; moments as ISO 8601 in UTC, numbers in base units. */
const COLUMNS: readonly (readonly [string, (alarm: AlarmView) => Cell])[] = [
  ['alarm_id', ({ id }) => id],
  ['perceived_severity', ({ severity }) => severity],
  ['rule', ({ rule }) => rule],
  ['resource', ({ resource }) => resource],
  ['name_zh', ({ name }) => name.zh],
  ['name_en', ({ name }) => name.en],
  ['alarm_type', ({ alarmType }) => alarmType],
  ['probable_cause', ({ probableCause }) => probableCause],
  ['specific_problem', ({ specificProblem }) => specificProblem],
  ['raised_utc', ({ raisedAt }) => moment(raisedAt)],
  ['changed_utc', ({ changedAt }) => moment(changedAt)],
  ['cleared_utc', ({ clearance }) => moment(clearance?.at)],
  ['raises', ({ raises }) => raises],
  ['flapping', ({ flapping }) => flapping],
  ['unknown_since_utc', ({ unknownSince }) => moment(unknownSince)],
  ['root', ({ root }) => root],
  ['folded', ({ children }) => children],
  ['sites', ({ effect }) => effect?.sites ?? null],
  ['cells', ({ effect }) => effect?.cells ?? null],
  ['racks', ({ effect }) => effect?.racks ?? null],
  ['power_w', ({ effect }) => effect?.powerW ?? null],
  ['egress_bps', ({ effect }) => effect?.egressBps ?? null],
  ['connectors', ({ effect }) => effect?.connectors ?? null],
  ['area_km2', ({ effect }) => effect?.areaKm2 ?? null],
  ['people', ({ effect }) => effect?.people ?? null],
  ['value', ({ threshold }) => threshold?.value ?? null],
  ['limit', ({ threshold }) => threshold?.raise ?? null],
  ['unit', ({ threshold }) => threshold?.unit ?? null],
  ['limit_from', ({ threshold }) => threshold?.source ?? null],
  ['acknowledged_utc', ({ acknowledgement }) => moment(acknowledgement?.at)],
  ['acknowledged_by_unverified', ({ acknowledgement }) => acknowledgement?.by.name ?? null],
  ['owner', ({ owner }) => owner],
  ['shelved_until_utc', ({ shelf }) => moment(shelf?.until)],
  ['shelved_reason', ({ shelf }) => shelf?.reason ?? null],
  ['maintenance', ({ maintenance }) => maintenance],
  ['source', ({ source }) => source],
  ['simulated', ({ simulated }) => simulated],
];

/** Alarms as CSV (RFC 4180), in the given order. What comes from outside and begins like a formula gets an apostrophe. */
export function alarmCsv(alarms: readonly AlarmView[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...alarms.map((alarm) => COLUMNS.map(([, read]) => cell(read(alarm))))];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function moment(at: number | null | undefined): string | null {
  return at === null || at === undefined ? null : new Date(at).toISOString();
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
