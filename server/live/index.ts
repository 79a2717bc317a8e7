import { type SampleBatch, SEVERITIES } from '../../shared/model/sample.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { TICK_MS } from '../../shared/wire/events.ts';
import { log } from '../log.ts';
import type { Clock, Inventory, LiveState, SampleRecord } from '../ports.ts';
import { freeYoung } from '../young-garbage.ts';
import { createAttention } from './attention.ts';
import { collect, decodeSaved, encodeSaved, type Saved } from './checkpoint.ts';
import { type Columns, clearColumns, createColumns, SAMPLE_MASK } from './columns.ts';
import { createSelfSteps, isUsable } from './derive.ts';
import { createSweep, type Downtime, freshnessOfAge, noteStart } from './freshness.ts';
import { createLayout, type Layout } from './layout.ts';
import { createResourceStates, NO_STATE, type ResourceStates } from './resource-states.ts';
import { createRollUpSteps } from './roll-up.ts';
import { createSchedule } from './schedule.ts';
import { createSources } from './sources.ts';
import { createWriter, type Writer } from './writer.ts';

/** Every series is looked at for silence once in this time. */
const SWEEP_MS = 1_000;

/**
 * The newest sample per series with what follows from it. Samples are applied as they become durable; what follows
 * (freshness, derived values, roll-ups, states of resources) is worked out in the next tick, so that what listeners
 * see in one tick belongs together.
 */
export function createLive(options: { inventory: Inventory; clock: Clock; tickMs?: number }): LiveState {
  const { inventory, clock, tickMs = TICK_MS } = options;
  const layout = createLayout(inventory);
  const columns = createColumns(layout);
  const downtime: Downtime = { startedAt: 0, downFrom: 0, heardAt: 0 };
  const sources = createSources();
  const listeners: ((tick: number, now: number) => void)[] = [];

  const writer = createWriter(columns, layout, (series) => schedule.mark(series));
  const schedule = createSchedule(layout, [
    ...createSelfSteps(layout, columns, writer),
    ...createRollUpSteps(layout, columns, writer),
  ]);
  const derived = Uint8Array.from(layout.metrics.map((metric) => (metric.derive === undefined ? 0 : 1)));
  const sent = seriesOf(layout, (metric) => derived[metric] === 0);
  const workedOut = seriesOf(layout, (metric) => derived[metric] === 1);
  const sweep = createSweep(columns, sent, Math.max(1, Math.round(SWEEP_MS / tickMs)), downtime);
  const states = createResourceStates(layout, columns);
  const attention = createAttention(layout, columns, states);

  let tick = 0;
  /** After a start or a load, everything is looked at in the very next tick. */
  let sweepAll = true;
  let known: { tick: number; attention: Attention } | null = null;

  return {
    value: columns.value,
    at: columns.at,
    receivedAt: columns.receivedAt,
    flags: columns.flags,
    source: columns.source,
    sourceNames: sources.names,
    intervalMs: columns.intervalMs,
    changedTick: columns.changedTick,
    get tick() {
      return tick;
    },
    apply(record) {
      if (record.type === 'start') {
        noteStart(downtime, record.at);
        sweepAll = true;
        return;
      }
      if (record.type === 'tick') return;
      downtime.heardAt = Math.max(downtime.heardAt, record.receivedAt);
      applySamples(record, sources.number(record.source), layout, columns, derived, writer);
    },
    runTick(now) {
      tick++;
      sweep.run(now, sweepAll, writer.freshness);
      sweepAll = false;
      schedule.run(now);
      publish(columns, states, tick);
      states.update(now);
      for (const listener of listeners) listener(tick, now);
    },
    onTick(listener) {
      listeners.push(listener);
    },
    derived: (at) => derivedBatch(workedOut, columns, at),
    stateOf(resource) {
      const place = layout.find(resource);
      const state = place === undefined ? NO_STATE : states.state[place.index]!;
      return state === NO_STATE ? null : SEVERITIES[state]!;
    },
    attention() {
      if (known?.tick !== tick) known = { tick, attention: attention() };
      return known.attention;
    },
    reset() {
      clearColumns(columns);
      schedule.forget();
      states.forget();
      Object.assign(downtime, { startedAt: 0, downFrom: 0, heardAt: 0 });
      tick = 0;
      sweepAll = true;
      known = null;
    },
    save() {
      states.update(clock());
      const { state, since } = states;
      const { version } = inventory;
      const bytes = encodeSaved({ ...collect(columns), version, sourceNames: sources.names, downtime, state, since });
      // The columns are in it now: 20 MB of the stress zone, which the next stage's would come on top of.
      freeYoung();
      return bytes;
    },
    load(bytes) {
      const saved = decodeSaved(bytes);
      if (saved === null || saved.version !== inventory.version || saved.state.length !== layout.resources.length) {
        log.warn({ saved: saved?.version ?? 'unreadable', inventory: inventory.version }, 'live checkpoint not used');
        return false;
      }
      restore(saved, columns, states);
      Object.assign(downtime, saved.downtime);
      sources.restore(saved.sourceNames);
      for (const series of saved.series) writer.touch(series);
      sweepAll = true;
      return true;
    },
  };
}

function applySamples(
  { batch, receivedAt }: SampleRecord,
  source: number,
  layout: Layout,
  columns: Columns,
  derived: Uint8Array,
  writer: Writer,
): void {
  const { series, at, value, quality } = batch;
  const { metricOf } = layout;
  for (let i = 0; i < series.length; i++) {
    const s = series[i]!;
    // A late sample never moves live state back; one of the same time replaces (the last one wins). What is derived is
    // worked out here and taken from nobody.
    if (s >= layout.seriesCount || at[i]! < columns.at[s]! || derived[metricOf[s]!] === 1) continue;
    // In journal time, so that a replay decides as the live run did; the next sweep looks at the clock.
    const freshness = freshnessOfAge(receivedAt - at[i]!, columns.intervalMs[s]!);
    writer.sample(s, at[i]!, value[i]!, quality[i]!, receivedAt, source, freshness);
  }
}

function derivedBatch(workedOut: Uint32Array, { value, flags }: Columns, at: number): SampleBatch {
  const kept = new Uint32Array(workedOut.length);
  let length = 0;
  for (let i = 0; i < workedOut.length; i++) if (isUsable(flags[workedOut[i]!]!)) kept[length++] = workedOut[i]!;
  const batch = {
    series: kept.slice(0, length),
    at: new Float64Array(length).fill(at),
    value: new Float64Array(length),
    quality: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    batch.value[i] = value[kept[i]!]!;
    batch.quality[i] = flags[kept[i]!]! & SAMPLE_MASK;
  }
  return batch;
}

/** What is pending becomes this tick's change. */
function publish({ pending, changedTick }: Columns, states: ResourceStates, tick: number): void {
  for (let i = 0; i < pending.length; i++) {
    const series = pending.get(i);
    changedTick[series] = tick;
    states.look(series);
  }
  pending.clear();
}

/** Numbers of the series whose metric (index in layout.metrics) is meant, ascending. */
function seriesOf({ seriesCount, metricOf }: Layout, isMeant: (metric: number) => boolean): Uint32Array {
  const series = new Uint32Array(seriesCount);
  let length = 0;
  for (let s = 0; s < seriesCount; s++) if (isMeant(metricOf[s]!)) series[length++] = s;
  return series.slice(0, length);
}

function restore(saved: Saved, columns: Columns, states: ResourceStates): void {
  for (let i = 0; i < saved.series.length; i++) {
    const s = saved.series[i]!;
    columns.value[s] = saved.value[i]!;
    columns.at[s] = saved.at[i]!;
    columns.receivedAt[s] = saved.receivedAt[i]!;
    columns.intervalMs[s] = saved.intervalMs[i]!;
    columns.flags[s] = saved.flags[i]!;
    columns.source[s] = saved.source[i]!;
    columns.held[s] = saved.held[i]!;
  }
  states.state.set(saved.state);
  states.since.set(saved.since);
}
