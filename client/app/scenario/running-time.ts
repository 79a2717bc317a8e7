import type { ScenarioView } from '../../../shared/wire/http.ts';

/** Seconds as a stopwatch shows them: "0:07", "12:30", "1:02:00". */
export function stopwatch(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  const pad = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/**
 * Seconds of its own clock that a scenario has run by `now`, from what the server said at `readAt` (both of this
 * browser's clock, ms). Null when it does not run; never beyond its length.
 */
export function elapsedS(scenario: ScenarioView, readAt: number, now: number, speed: number): number | null {
  if (scenario.running === null) return null;
  const since = (Math.max(0, now - readAt) / 1_000) * speed;
  return Math.min(scenario.running.elapsedS + since, scenario.lengthS ?? Number.POSITIVE_INFINITY);
}
