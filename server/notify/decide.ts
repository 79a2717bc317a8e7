import { severityRank } from '../../shared/alarms/severity.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { NoticeType, RouteView } from '../../shared/wire/notifications.ts';
import { type AttributesOf, routesFor } from './route-match.ts';

/** A cause is told after this, so that a later one can take it as its child: one message, not one for each that follows. */
export const HOLD_MS = 10_000;
/** Growth of what is folded under a cause is told at most this often, and when it has at least doubled. */
const MORE_GAP_MS = 60_000;

/** What is to be told of an alarm, to one channel. `number` counts the messages of the alarm: with it, an id is stable. */
export interface Notice {
  readonly type: NoticeType;
  readonly channel: string;
  readonly alarm: AlarmView;
  readonly number: number;
  readonly at: number;
}

interface Escalation {
  readonly channel: string;
  readonly dueAt: number;
}

/** What has been told of an alarm that is listed. Plain data: it is kept on disk. */
export interface Told {
  /** As it was last seen. */
  readonly alarm: AlarmView;
  /** When it will be told, UTC ms; null once it was. */
  readonly dueAt: number | null;
  readonly channels: readonly string[];
  /** The worst that was told: a return to it is no news. */
  readonly severity: AlarmView['severity'];
  readonly children: number;
  readonly toldAt: number;
  readonly cleared: boolean;
  readonly flapping: boolean;
  readonly number: number;
  readonly escalations: readonly Escalation[];
}

export interface AlarmChange {
  readonly alarm: AlarmView;
  /** It has left the list. */
  readonly gone: boolean;
}

export interface Decision {
  readonly notices: readonly Notice[];
  /** What is to be kept of each alarm that changed; null: nothing any more. */
  readonly told: ReadonlyMap<string, Told | null>;
}

/**
 * Who is to be told what: pure. It looks at what alarms are and at what was told of them, never at how they came there, so
 * that the same change seen twice, or after a restart, is told once. Escalations and updates that have become due are
 * found among `told`, without a change.
 */
export function decide(
  told: ReadonlyMap<string, Told>,
  changes: readonly AlarmChange[],
  context: { routes: readonly RouteView[]; attributesOf: AttributesOf; now: number },
): Decision {
  const result = new Map<string, Told | null>();
  const notices: Notice[] = [];
  const put = (id: string, before: Told | undefined, after: Told | null): void => {
    if (after !== (before ?? null)) result.set(id, after);
  };
  const seen = new Set<string>();
  for (const { alarm, gone } of changes) {
    const before = result.get(alarm.id) ?? told.get(alarm.id);
    seen.add(alarm.id);
    put(alarm.id, before, step(before, alarm, gone));
  }
  for (const [id, before] of told) if (!seen.has(id)) put(id, before, step(before, before.alarm, false));
  return { notices, told: result };

  function step(before: Told | undefined, alarm: AlarmView, gone: boolean): Told | null {
    const turn = createTurn(before, alarm, context.now);
    const next = follow(turn, before, alarm, gone, context);
    notices.push(...turn.notices);
    return next;
  }
}

interface Turn {
  readonly notices: Notice[];
  number: number;
  say(type: NoticeType, channels: readonly string[]): void;
}

function createTurn(before: Told | undefined, alarm: AlarmView, at: number): Turn {
  const turn: Turn = {
    notices: [],
    number: before?.number ?? 0,
    say(type, channels) {
      if (channels.length === 0) return;
      turn.number++;
      for (const channel of channels) turn.notices.push({ type, channel, alarm, number: turn.number, at });
    },
  };
  return turn;
}

type Context = Parameters<typeof decide>[2];

function follow(turn: Turn, before: Told | undefined, alarm: AlarmView, gone: boolean, context: Context): Told | null {
  if (before === undefined || before.dueAt !== null) return awaitFirst(turn, before, alarm, gone, context);
  if (alarm.clearance !== null || gone) {
    // Who was told that it stands is told that it is over, whatever covers it by now.
    if (!before.cleared) turn.say('cleared', before.channels);
    return gone ? null : { ...before, alarm, cleared: true, escalations: [], number: turn.number };
  }
  if (alarm.suppressed.length > 0) return before.alarm === alarm ? before : { ...before, alarm };
  return update(turn, before, alarm, context);
}

/** Not told yet: it is once it has stood for a while on its own, somebody is to hear of it, and nobody has acknowledged it. */
function awaitFirst(
  turn: Turn,
  before: Told | undefined,
  alarm: AlarmView,
  gone: boolean,
  { routes, attributesOf, now }: Context,
): Told | null {
  const quiet = gone || alarm.clearance !== null || alarm.suppressed.length > 0 || alarm.acknowledgement !== null;
  const matching = quiet ? [] : routesFor(alarm, routes, now, attributesOf);
  if (matching.length === 0) return null;
  const waiting: Told = before ?? {
    alarm,
    dueAt: now + HOLD_MS,
    channels: [],
    severity: alarm.severity,
    children: alarm.children,
    toldAt: 0,
    cleared: false,
    flapping: false,
    number: 0,
    escalations: [],
  };
  if (waiting.dueAt! > now) return waiting.alarm === alarm ? waiting : { ...waiting, alarm };
  const channels = [...new Set(matching.map(({ channel }) => channel))];
  turn.say('raised', channels);
  return {
    ...waiting,
    alarm,
    dueAt: null,
    channels,
    severity: alarm.severity,
    children: alarm.children,
    flapping: alarm.flapping,
    toldAt: now,
    number: turn.number,
    escalations: escalationsOf(matching, now),
  };
}

/** It stands and was told. */
function update(turn: Turn, before: Told, alarm: AlarmView, { routes, attributesOf, now }: Context): Told {
  let next = before.alarm === alarm ? before : { ...before, alarm };
  const worse = severityRank(alarm.severity) > severityRank(before.severity);
  if (before.cleared || worse) {
    const matching = routesFor(alarm, routes, now, attributesOf);
    const channels = [...new Set([...before.channels, ...matching.map(({ channel }) => channel)])];
    const news = channels.filter((channel) => !before.channels.includes(channel));
    // One that flaps holds its clear back: what still comes through in between is no news.
    if (!(before.cleared && alarm.flapping && before.flapping)) turn.say(worse ? 'worse' : 'again', before.channels);
    turn.say('raised', news);
    const severity = worse ? alarm.severity : before.severity;
    // Another degree is not what was acknowledged: who would have been told of this one still is.
    const escalations = before.cleared || worse ? escalationsOf(matching, now) : before.escalations;
    next = { ...next, channels, severity, cleared: false, toldAt: now, escalations };
  }
  if (alarm.flapping && !before.flapping) {
    turn.say('flapping', next.channels);
    next = { ...next, flapping: true, toldAt: now };
  } else if (!alarm.flapping && next.flapping) next = { ...next, flapping: false };
  const doubled = alarm.children > 0 && alarm.children >= 2 * before.children;
  if (doubled && now - next.toldAt >= MORE_GAP_MS) {
    turn.say('more', next.channels);
    next = { ...next, children: alarm.children, toldAt: now };
  }
  next = escalate(turn, next, alarm, now);
  return turn.number === next.number ? next : { ...next, number: turn.number };
}

function escalate(turn: Turn, told: Told, alarm: AlarmView, now: number): Told {
  if (told.escalations.length === 0) return told;
  if (alarm.acknowledgement !== null) return { ...told, escalations: [] };
  const due = told.escalations.filter(({ dueAt }) => dueAt <= now).map(({ channel }) => channel);
  if (due.length === 0) return told;
  turn.say('escalated', [...new Set(due)]);
  // Who was called is told how it ends, too.
  const channels = [...new Set([...told.channels, ...due])];
  return { ...told, channels, escalations: told.escalations.filter(({ dueAt }) => dueAt > now) };
}

function escalationsOf(routes: readonly RouteView[], now: number): readonly Escalation[] {
  return routes.flatMap(({ escalation }) =>
    escalation === null ? [] : [{ channel: escalation.channel, dueAt: now + escalation.afterMinutes * 60_000 }],
  );
}
