import type { Label } from '../../../shared/model/resource.ts';
import { fill } from '../../../shared/text/fill.ts';
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
  return fill(inLanguage(WORDS[key], language), values);
}

/** `2026-11-24 18:00:00 UTC+8`, in the time zone of the place that it is of. */
export function sayMoment(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)} ${formatTime(at, timeZone)} ${formatOffset(at, timeZone)}`;
}
