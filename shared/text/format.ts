import { type Crs, fromWgs84 } from '../geo/crs.ts';
import type { Unit } from '../metrics/metric.ts';
import type { Position } from '../model/resource.ts';

/** About a metre. */
const POSITION_DECIMALS = 5;

export type Language = 'zh-CN' | 'en';

/** What stands where there is no number; never 0. */
export const NO_VALUE = '–';

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;
/** Units that grow by SI prefixes. */
const PREFIXED: ReadonlySet<Unit> = new Set(['W', 'Wh', 'bit/s', 'bit']);
const DECIMALS: Readonly<Partial<Record<Unit, number>>> = { '°C': 1, A: 1, V: 0, '%': 1, dBm: 0 };

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const numberFormats = new Map<string, Intl.NumberFormat>();
const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** A number with the language's thousands and a fixed number of decimals. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  const key = `${language} ${decimals}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numberFormats.set(key, format);
  }
  // −0.04 rounded to one decimal would read "-0.0".
  const rounded = Number(value.toFixed(decimals));
  return format.format(rounded === 0 ? 0 : rounded);
}

/** Square kilometres to a tenth; less than that to a hundredth, for it is not nothing. */
export function formatAreaKm2(areaKm2: number, language: Language): string {
  return formatNumber(areaKm2, areaKm2 < 0.1 ? 2 : 1, language);
}

export function formatCount(value: number | null, language: Language): string {
  return value === null ? NO_VALUE : formatNumber(value, 0, language);
}

/**
 * A value of the catalogue as people read it: three significant figures with an SI prefix for power, energy and rates
 * (16.2 MW, 13.2 Tbit/s), one decimal for °C, A and %; `unit` is '' for counts. Null is "–" without a unit.
 */
export function formatValue(value: number | null, unit: Unit, language: Language): { text: string; unit: string } {
  if (value === null || !Number.isFinite(value)) return { text: NO_VALUE, unit: '' };
  if (PREFIXED.has(unit)) return prefixed(value, unit, language);
  if (unit === 's') return { text: formatDuration(value * SECOND_MS, language), unit: '' };
  if (unit === 'ratio') return { text: formatNumber(value, 2, language), unit: '' };
  if (unit === 'count' || unit === 'state') return { text: formatNumber(value, 0, language), unit: '' };
  return { text: formatNumber(value, DECIMALS[unit] ?? 1, language), unit };
}

function prefixed(value: number, unit: string, language: Language): { text: string; unit: string } {
  let scaled = value;
  let step = 0;
  // 999.5 would round to 1,000 of this prefix: it is 1.00 of the next.
  while (Math.abs(scaled) >= 999.5 && step < PREFIXES.length - 1) {
    scaled /= 1000;
    step++;
  }
  const size = Math.abs(scaled);
  const decimals = step === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return { text: formatNumber(scaled, decimals, language), unit: PREFIXES[step]! + unit };
}

/** Value and unit in one string: "61.8 %". */
export function formatWithUnit(value: number | null, unit: Unit, language: Language): string {
  const parts = formatValue(value, unit, language);
  return parts.unit === '' ? parts.text : `${parts.text} ${parts.unit}`;
}

/** A length of time in its one or two largest units: "0.4 s", "12 s", "5 min", "2 h 10 min", "3 d 4 h". */
export function formatDuration(ms: number, language: Language): string {
  if (!Number.isFinite(ms)) return NO_VALUE;
  const zh = language === 'zh-CN';
  const length = Math.max(0, ms);
  if (length < 9_950) return `${formatNumber(length / SECOND_MS, 1, language)} ${zh ? '秒' : 's'}`;
  if (length < MINUTE_MS) return `${Math.floor(length / SECOND_MS)} ${zh ? '秒' : 's'}`;
  if (length < HOUR_MS) return `${Math.floor(length / MINUTE_MS)} ${zh ? '分' : 'min'}`;
  const [large, small, largeMs, smallMs] =
    length < DAY_MS
      ? ([zh ? '小时' : 'h', zh ? '分' : 'min', HOUR_MS, MINUTE_MS] as const)
      : ([zh ? '天' : 'd', zh ? '小时' : 'h', DAY_MS, HOUR_MS] as const);
  const whole = Math.floor(length / largeMs);
  const rest = Math.floor((length - whole * largeMs) / smallMs);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

/** How long ago, in whole units: "3 s ago", "3 秒前"; "–" for never. */
export function formatAge(ms: number, language: Language): string {
  if (!Number.isFinite(ms)) return NO_VALUE;
  const whole =
    ms < MINUTE_MS ? `${Math.floor(Math.max(0, ms) / SECOND_MS)} ${language === 'zh-CN' ? '秒' : 's'}` : null;
  const length = whole ?? formatDuration(ms, language);
  return language === 'zh-CN' ? `${length}前` : `${length} ago`;
}

function timeFormat(timeZone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${name}`;
  let format = timeFormats.get(key);
  if (!format) {
    // One neutral form in both languages, ISO 8601, so that times sort and compare by eye.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...options });
    timeFormats.set(key, format);
  }
  return format;
}

/** Time of day in a time zone: "14:26:08". */
export function formatTime(at: number, timeZone: string): string {
  return timeFormat(timeZone, 'time', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

/** Day in a time zone: "2020-06-08". */
export function formatDate(at: number, timeZone: string): string {
  return timeFormat(timeZone, 'date', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** A time zone's offset at an instant: "UTC+8", "UTC+5:30", "UTC". */
export function formatOffset(at: number, timeZone: string): string {
  const parts = timeFormat(timeZone, 'offset', { timeZoneName: 'shortOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
  return name.replace('GMT', 'UTC').replace('−', '-').replace(/\+0$/, '');
}

/** A WGS84 position, latitude first, as another system writes it and with that system's name: "36.26450, 120.27000 · WGS84". */
export function formatPosition(position: Position, crs: Crs): string {
  const { lat, lon } = fromWgs84(position, crs);
  return `${lat.toFixed(POSITION_DECIMALS)}, ${lon.toFixed(POSITION_DECIMALS)} · ${crs}`;
}
