import { formatNumber, formatValue, type Language } from '../../shared/text/format.ts';
import type { TextKey } from '../../shared/text/index.ts';
import type { Say } from './text.ts';

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

const SIDES: ReadonlyMap<string | number, TextKey> = new Map([
  ['top', 'fact.side-top'],
  ['right', 'fact.side-right'],
  ['bottom', 'fact.side-bottom'],
  ['left', 'fact.side-left'],
]);

/** An attribute's value as people read it: in words where it stands for some, else as `factValue` has it. */
export function factWords(name: string, value: string | number, text: Say, language: Language): string {
  if (name === 'occupied') return text(value === 1 ? 'fact.yes' : 'fact.no');
  const side = name === 'floor_side' ? SIDES.get(value) : undefined;
  return side === undefined ? factValue(name, value, language) : text(side);
}

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
