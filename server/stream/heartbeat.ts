import { HEARTBEAT_MS, TICK_MS } from '../../shared/wire/events.ts';

/** When a client was last sent anything, and when a heartbeat; of the ticks' clock, UTC ms. */
export interface Pulse {
  heardAt: number;
  beatAt: number;
}

/** For a new client: its first tick has a heartbeat. */
export function createPulse(): Pulse {
  return { heardAt: Number.NEGATIVE_INFINITY, beatAt: Number.NEGATIVE_INFINITY };
}

/** A tick that comes a little early is the one that is due: the next would be late by nearly a whole one. */
const DUE_MS = HEARTBEAT_MS - TICK_MS / 2;
/** A heartbeat that goes along with something else costs nothing: from half the time on it does. */
const GOES_ALONG_MS = HEARTBEAT_MS / 2;

/**
 * Whether a client is sent a heartbeat in this tick, `hears` when it is sent something anyway. Whatever it hears says
 * that the server lives, so a heartbeat goes by itself only to those who have heard nothing for its time; the server's
 * clock, which it carries, reaches everyone within one and a half times that.
 */
export function takesBeat(pulse: Pulse, now: number, hears: boolean): boolean {
  // The clock may be set back.
  const beats = hears ? Math.abs(now - pulse.beatAt) >= GOES_ALONG_MS : Math.abs(now - pulse.heardAt) > DUE_MS;
  if (beats) pulse.beatAt = now;
  if (beats || hears) pulse.heardAt = now;
  return beats;
}
