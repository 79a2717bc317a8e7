import pino from 'pino';

/** The one logger: JSON lines on stderr, so that stdout stays free for what a person reads at start. */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
