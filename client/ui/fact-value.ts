import { formatNumber, formatValue, type Language } from '../../shared/text/format.ts';

/** Units that stand at the end of an attribute's name. */
const SUFFIXES: readonly (readonly [suffix: string, unit: string])[] = [
  ['_deg', '°'],
  ['_dbm', 'dBm'],
  ['_dbi', 'dBi'],
  ['_mhz', 'MHz'],
  ['_khz', 'kHz'],
  ['_kw', 'kW'],
  ['_pct', '%'],
  ['_m', 'm'],
  ['_a', 'A'],
  ['_v', 'V'],
];
/** Numbers that are names: no thousands, no unit. */
const CODES: ReadonlySet<string> = new Set(['cell_id', 'gnb_id', 'nci', 'tac', 'pci', 'nr_arfcn', 'ssb_arfcn']);

/** An attribute's value with the unit that its name says. */
export function factValue(name: string, value: string | number, language: Language): string {
  if (typeof value === 'string' || CODES.has(name)) return String(value);
  if (name.endsWith('_bps')) return withUnit(value, 'bit/s', language);
  if (name.endsWith('_w')) return withUnit(value, 'W', language);
  if (name === 'units') return `${value} U`;
  const decimals = Number.isInteger(value) ? 0 : 1;
  const unit = SUFFIXES.find(([suffix]) => name.endsWith(suffix))?.[1];
  const number = formatNumber(value, decimals, language);
  if (unit === undefined) return number;
  return unit === '°' ? `${number}°` : `${number} ${unit}`;
}

function withUnit(value: number, unit: 'bit/s' | 'W', language: Language): string {
  const parts = formatValue(value, unit, language);
  return `${parts.text} ${parts.unit}`;
}
