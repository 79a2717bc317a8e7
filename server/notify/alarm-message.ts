import type { Label } from '../../shared/model/resource.ts';
import { ALARMS } from '../../shared/text/alarms.ts';
import { fill } from '../../shared/text/fill.ts';
import {
  formatAreaKm2,
  formatCount,
  formatDate,
  formatTime,
  formatWithUnit,
  type Language,
} from '../../shared/text/format.ts';
import { NOTIFICATIONS } from '../../shared/text/notifications.ts';
import type { AlarmEffect, AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { Inventory, Message } from '../ports.ts';
import type { Notice } from './decide.ts';

/** What every message says of where it comes from. */
export type ZoneName = Pick<Inventory['zone'], 'id' | 'name' | 'timeZone'>;

export type Say = (key: keyof typeof NOTIFICATIONS, values?: Readonly<Record<string, string | number>>) => string;

export function wordsIn(language: Language): Say {
  return (key, values = {}) => fill(labelIn(NOTIFICATIONS[key], language), values);
}

export function labelIn(label: Label, language: Language): string {
  return language === 'zh-CN' ? label.zh : label.en;
}

/** A moment with its time zone: nobody knows where a message is read. */
export function momentIn(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)} ${formatTime(at, timeZone)} (${timeZone})`;
}

/** An alarm in a channel's language: subject, plain text, and the facts as JSON. Names of operators' machines stay here. */
export function alarmMessage({ type, alarm, at, number }: Notice, language: Language, zone: ZoneName): Message {
  const say = wordsIn(language);
  const problem = alarm.specificProblem ?? alarmWord(`alarms.problem.${alarm.rule}`, language) ?? alarm.rule;
  const severity = alarmWord(`alarms.severity.${alarm.severity}`, language) ?? alarm.severity;
  const name = alarm.kind === 'server' ? alarmWord('alarms.kind.server', language)! : labelIn(alarm.name, language);
  const subject = say('notifications.subject', {
    simulated: alarm.simulated ? say('notifications.simulated') : '',
    severity,
    problem,
    name,
    type: type in NEWS ? say(NEWS[type as keyof typeof NEWS]) : type,
  });
  return {
    subject: oneLine(subject),
    text: `${linesOf(alarm, { problem, severity, name }, language, zone).join('\n')}\n`,
    body: { event: 'alarm', type, at, update: number, zone: zone.id, subject: oneLine(subject), alarm: factsOf(alarm) },
    attachments: [],
  };
}

const NEWS = {
  raised: 'notifications.type.raised',
  worse: 'notifications.type.worse',
  more: 'notifications.type.more',
  flapping: 'notifications.type.flapping',
  again: 'notifications.type.again',
  escalated: 'notifications.type.escalated',
  cleared: 'notifications.type.cleared',
} as const;

function linesOf(
  alarm: AlarmView,
  words: { problem: string; severity: string; name: string },
  language: Language,
  zone: ZoneName,
): readonly string[] {
  const say = wordsIn(language);
  const time = (at: number) => ({ time: momentIn(at, zone.timeZone) });
  const place = [{ name: zone.name }, ...alarm.path].map(({ name }) => labelIn(name, language)).join(' › ');
  const effect = alarm.effect === null ? [] : effectWords(alarm.effect, language);
  return [
    say('notifications.line.problem', words),
    say('notifications.line.resource', { ...words, resource: alarm.resource }),
    say('notifications.line.place', { place }),
    say('notifications.line.raised', time(alarm.raisedAt)),
    ...(alarm.clearance === null ? [] : [say('notifications.line.cleared', time(alarm.clearance.at))]),
    ...(alarm.expectedAt === null ? [] : [say('notifications.line.expected', time(alarm.expectedAt))]),
    ...(effect.length === 0 ? [] : [say('notifications.line.effect', { effect: effect.join(' · ') })]),
    ...(alarm.children === 0 ? [] : [say('notifications.line.children', { count: alarm.children })]),
    ...(alarm.owner === null ? [] : [say('notifications.line.owner', { owner: alarm.owner })]),
    ...(alarm.simulated ? [say('notifications.line.simulated')] : []),
    say('notifications.line.id', { id: alarm.id }),
  ];
}

/** What it costs, gravest first; nothing where no service is lost. */
function effectWords(effect: AlarmEffect, language: Language): readonly string[] {
  const word = (key: string, values: Readonly<Record<string, string>>) => fill(alarmWord(key, language) ?? '', values);
  const counted = (one: string, many: string, count: number) =>
    count > 0 ? [word(`alarms.effect.${count === 1 ? one : many}`, { count: formatCount(count, language) })] : [];
  return [
    ...(effect.areaKm2 ? [word('alarms.effect.area', { area: formatAreaKm2(effect.areaKm2, language) })] : []),
    ...counted('person', 'people', effect.people ?? 0),
    ...counted('site', 'sites', effect.sites),
    ...counted('cell', 'cells', effect.cells),
    ...counted('rack', 'racks', effect.racks),
    ...(effect.powerW > 0 ? [formatWithUnit(effect.powerW, 'W', language)] : []),
    ...(effect.egressBps > 0 ? [formatWithUnit(effect.egressBps, 'bit/s', language)] : []),
    ...counted('connector', 'connectors', effect.connectors),
    ...counted('gpu', 'gpus', effect.gpus),
  ];
}

function factsOf(alarm: AlarmView): Readonly<Record<string, unknown>> {
  const { id, rule, resource, kind, name, alarmType, probableCause, specificProblem, severity, threshold } = alarm;
  const { raisedAt, changedAt, expectedAt, children, effect, owner, flapping, simulated, source } = alarm;
  return {
    ...{ id, rule, resource, kind, name, alarmType, probableCause, specificProblem, severity, threshold },
    ...{ raisedAt, changedAt, expectedAt, children, effect, owner, flapping, simulated, source },
    clearedAt: alarm.clearance?.at ?? null,
    acknowledgedAt: alarm.acknowledgement?.at ?? null,
    path: alarm.path.map((place) => place.id),
  };
}

function alarmWord(key: string, language: Language): string | null {
  return Object.hasOwn(ALARMS, key) ? labelIn(ALARMS[key as keyof typeof ALARMS], language) : null;
}

/** A subject is one line: names come from outside. */
function oneLine(text: string): string {
  return [...text]
    .map((letter) => (letter < ' ' || letter === '\u007f' ? ' ' : letter))
    .join('')
    .slice(0, 300);
}
