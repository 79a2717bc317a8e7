import { formatAge, formatDuration, formatNumber, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import type { Say } from '../../ui/text.ts';

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in SI steps: "512 B", "12.4 MB". */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const scaled = bytes / 1000 ** step;
  return `${formatNumber(scaled, step > 0 && scaled < 99.95 ? 1 : 0, language)} ${BYTE_UNITS[step]}`;
}

/** A length of the machine's own work: "0.46 ms", "12 ms", "1.2 s"; "–" where there was none. */
export function formatWork(ms: number | null, language: Language): string {
  if (ms === null) return NO_VALUE;
  if (ms >= 1000) return `${formatNumber(ms / 1000, 1, language)} ${language === 'zh-CN' ? '秒' : 's'}`;
  const decimals = ms < 1 ? 2 : ms < 10 ? 1 : 0;
  return `${formatNumber(ms, decimals, language)} ${language === 'zh-CN' ? '毫秒' : 'ms'}`;
}

/** Samples per second: one decimal below ten. */
export function formatRate(rate: number, language: Language): string {
  return formatNumber(rate, rate > 0 && rate < 10 ? 1 : 0, language);
}

export function formatSince(at: number | null, now: number, language: Language): string {
  return at === null ? NO_VALUE : formatAge(now - at, language);
}

/** How far the newest sample was from the server's time when it arrived. */
export function lagWords(skewMs: number | null, language: Language, text: Say): string {
  if (skewMs === null) return NO_VALUE;
  const age = formatDuration(Math.abs(skewMs), language);
  return text(skewMs > 0 ? 'data-quality.ahead' : 'data-quality.behind', { age });
}

/** Why a row was refused, in words; null for a reason that has none yet: its code is shown alone. */
export function reasonWords(reason: string, text: Say): string | null {
  const key = `data-quality.reason.${reason}`;
  return isTextKey(key) ? text(key) : null;
}

export function protocolWords(protocol: string, text: Say): string {
  const key = `data-quality.protocol.${protocol}`;
  return isTextKey(key) ? text(key) : protocol;
}

export function notReadyWords(reason: string, text: Say): string {
  const key = `data-quality.not-ready.${reason}`;
  return text(isTextKey(key) ? key : 'data-quality.not-ready.other');
}

/** Which of the known troubles a degraded state of the server is; its own words stand beside. */
export function degradedKey(words: string): TextKey {
  if (words.startsWith('checkpoints/')) return 'data-quality.degraded.checkpoint-damaged';
  if (words.startsWith('checkpoint does not fit')) return 'data-quality.degraded.checkpoint-unfit';
  if (words.startsWith('the last checkpoint could not')) return 'data-quality.degraded.checkpoint-unwritten';
  if (words.includes('journal')) return 'data-quality.degraded.journal';
  return 'data-quality.degraded.other';
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}
