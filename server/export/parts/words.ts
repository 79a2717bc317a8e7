import type { Label } from '../../../shared/model/resource.ts';
import { formatDate, formatOffset, formatTime } from '../../../shared/text/format.ts';
import { REPORTS } from '../../../shared/text/reports.ts';
import { SNAPSHOTS } from '../../../shared/text/snapshots.ts';
import type { ExportInput } from '../../ports.ts';

const WORDS = { ...SNAPSHOTS, ...REPORTS };

export type Language = ExportInput['language'];
export type WordKey = keyof typeof WORDS;

/** A label in one of the two languages. */
export function inLanguage(label: Label, language: Language): string {
  return language === 'zh-CN' ? label.zh : label.en;
}

/** Words of shared/text with their values in place. */
export function say(key: WordKey, language: Language, values: Readonly<Record<string, string | number>> = {}): string {
  const text = inLanguage(WORDS[key], language);
  return text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** `2026-11-24 18:00:00 UTC+8`, in the time zone of the place that it is of. */
export function sayMoment(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)} ${formatTime(at, timeZone)} ${formatOffset(at, timeZone)}`;
}
