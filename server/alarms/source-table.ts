import type { SampleRecord } from '../ports.ts';
import type { Readings } from './readings.ts';
import type { SourceHeard } from './rule.ts';

const SKEWED = 3;
const REASON_SHIFT = 2;
/** After a start, and after more than this of absence, all that reports has been heard once within it. */
const FIRST_LOOK_MS = 90_000;
/** So many rows of a record say which metrics its source sends. */
const ROWS_LOOKED_AT = 16;

/** Our own absence, journal time: nobody is blamed for what we could not hear. */
export interface Downtime {
  startedAt: number;
  downFrom: number;
}

/** Who sends, when they were last heard, and when we were away ourselves. */
export interface SourceTable {
  readonly all: Map<string, SourceHeard>;
  readonly downtime: Downtime;
  hear(record: SampleRecord): void;
  noteAbsence(absence: { readonly from: number; readonly to: number }): void;
  graced(since: number, staleMs: number): boolean;
  /** What is so since then (event time, UTC ms) was so when we first looked: found, and no news. */
  foundSo(since: number): boolean;
  /** Every simulator is silent: it was turned off, and what it invented is not missed. */
  simulatorOff(): boolean;
}

export function createSourceTable(readings: Readings): SourceTable {
  const all = new Map<string, SourceHeard>();
  const downtime: Downtime = { startedAt: 0, downFrom: 0 };
  return {
    all,
    downtime,
    hear({ source, simulated, receivedAt, batch: { series, quality } }) {
      const before = all.get(source);
      let staleMs = before?.staleMs ?? 0;
      const rows = Math.min(ROWS_LOOKED_AT, series.length);
      let skewed = rows > 0;
      for (let i = 0; i < rows; i++) {
        if (series[i]! < readings.seriesCount) staleMs = Math.max(staleMs, readings.staleMs(series[i]!));
        if (((quality[i]! >> REASON_SHIFT) & 7) !== SKEWED) skewed = false;
      }
      all.set(source, { receivedAt: Math.max(receivedAt, before?.receivedAt ?? 0), staleMs, simulated, skewed });
    },
    noteAbsence({ from, to }) {
      downtime.downFrom = from;
      downtime.startedAt = to;
    },
    graced: (since, staleMs) => readings.now - downtime.startedAt <= staleMs && since >= downtime.downFrom,
    foundSo(since) {
      const { startedAt, downFrom } = downtime;
      return startedAt - downFrom > FIRST_LOOK_MS && since < startedAt + FIRST_LOOK_MS;
    },
    simulatorOff() {
      for (const { simulated, receivedAt, staleMs } of all.values()) {
        if (simulated && readings.now - receivedAt <= staleMs) return false;
      }
      return true;
    },
  };
}
