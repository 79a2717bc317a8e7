import type { Language } from '../../shared/text/format.ts';
import type { Message } from '../ports.ts';
import { labelIn, momentIn, wordsIn, type ZoneName } from './alarm-message.ts';

/** The message that always comes: when it does not, nothing does. */
export function watchdogMessage(at: number, minutes: number, language: Language, zone: ZoneName): Message {
  const say = wordsIn(language);
  return {
    subject: say('notifications.watchdog.subject', { zone: labelIn(zone.name, language) }),
    text: `${say('notifications.watchdog.text', { minutes })}\n`,
    body: { event: 'watchdog', at, everyMinutes: minutes, zone: zone.id },
    attachments: [],
  };
}

export function testMessage(
  at: number,
  by: { readonly operator: string; readonly channel: string },
  language: Language,
  zone: ZoneName,
): Message {
  const say = wordsIn(language);
  return {
    subject: say('notifications.test.subject', { zone: labelIn(zone.name, language) }),
    text: `${say('notifications.test.text', { ...by, time: momentIn(at, zone.timeZone) })}\n`,
    body: { event: 'test', at, by: by.operator, zone: zone.id },
    attachments: [],
  };
}

/** Lines of a digest that name their message; the JSON has them all. */
const NAMED = 50;

/** Several messages in one: each is in the body as it would have been sent, with its own id. */
export function digestMessage(
  messages: readonly { readonly id: string; readonly message: Message }[],
  dropped: number,
  language: Language,
  zone: ZoneName,
): Message {
  const say = wordsIn(language);
  const rest = messages.length - NAMED;
  const lines = [
    say('notifications.digest.head'),
    ...messages.slice(0, NAMED).map(({ message }) => say('notifications.digest.line', { subject: message.subject })),
    ...(rest > 0 ? [say('notifications.digest.rest', { count: rest })] : []),
    ...(dropped > 0 ? [say('notifications.digest.dropped', { count: dropped })] : []),
  ];
  return {
    subject: say('notifications.digest.subject', { zone: labelIn(zone.name, language), count: messages.length }),
    text: `${lines.join('\n')}\n`,
    body: {
      event: 'digest',
      zone: zone.id,
      dropped,
      messages: messages.map(({ id, message }) => ({ id, ...message.body })),
    },
    attachments: [],
  };
}
