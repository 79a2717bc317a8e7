import type { Resource } from '../../../shared/model/resource.ts';
import type { Expected } from './problems.ts';

export type Value = string | number;

/** One column of a table: its own name is that of a zone pack. */
export interface Column {
  readonly name: string;
  /** No row can be told apart without it. */
  readonly required?: boolean;
  /** A zone pack has no row without it: a new row needs it, and it is never emptied. */
  readonly always?: boolean;
  /** Other headers that mean it, in lower case without separators and units. */
  readonly aliases: readonly string[];
  /** The value as it is compared and kept; undefined when it is not `expected`. */
  readonly read: (text: string) => Value | undefined;
  readonly expected: Expected;
  /** What the inventory says. */
  readonly of: (resource: Resource) => Value | undefined;
}

/** Full-width digits and signs are the same digits and signs. */
function plain(given: string): string {
  return given.normalize('NFKC').trim();
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number before one of the column's own units, within [least, most]. */
export function numberOf(
  given: string,
  least: number,
  most: number,
  units: readonly string[] = [],
): number | undefined {
  const text = plain(given).replace(/\u2212/g, '-');
  const unit = units.find((each) => text.toLowerCase().endsWith(each));
  const digits = unit === undefined ? text : text.slice(0, -unit.length).trim();
  const value = NUMBER.test(digits) ? Number(digits) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** 36°15′06″N, N36 15 6.2, 120:16:06E, 36度15分6秒. */
const DMS =
  /^([NSEW北南东西]?)\s*(\d{1,3})[°:\s度]\s*(\d{1,2})[′':\s分]\s*(\d{1,2}(?:\.\d+)?)[″"'\s秒]*([NSEW北南东西]?)$/i;
const DECIMAL_SIDE = /^(?:([NSEW北南东西])\s*)?(\d+(?:\.\d*)?)\s*°?\s*([NSEW北南东西])?$/i;

function degreesOf(given: string, most: number): number | undefined {
  // NFKC would take ″ for two ′.
  const text = given.trim();
  const [, before, whole, minutes, seconds, after] = DMS.exec(text) ?? [];
  if (whole === undefined) {
    const [, ahead, decimal, behind] = DECIMAL_SIDE.exec(text) ?? [];
    if (decimal === undefined) return numberOf(text, -most, most, ['°', '度']);
    return sided(Number(decimal), ahead ?? behind, most);
  }
  const value = Number(whole) + Number(minutes) / 60 + Number(seconds) / 3600;
  return Number(minutes) < 60 && Number(seconds) < 60 ? sided(value, before || after, most) : undefined;
}

function sided(value: number, side: string | undefined, most: number): number | undefined {
  if (value > most) return undefined;
  return side !== undefined && /[SW南西]/i.test(side) ? -value : value;
}

export function degrees(name: string, most: number, aliases: readonly string[], of: Column['of']): Column {
  const expected: Expected = { kind: 'degrees', values: { most } };
  return { name, aliases, always: true, expected, read: (given) => degreesOf(given, most), of };
}

/** Ids are written in any case and with any separators; here they have one. */
export function id(name: string, aliases: readonly string[], of: Column['of']): Column {
  return {
    name,
    aliases,
    required: true,
    always: true,
    expected: { kind: 'id', values: {} },
    read: (given) => {
      const own = plain(given)
        .toLowerCase()
        .replace(/[\s_./]+/g, '-');
      return /^[a-z0-9-]{1,64}$/.test(own) ? own : undefined;
    },
    of,
  };
}

const MOST_CHARACTERS = 200;

export function text(name: string, aliases: readonly string[], of: Column['of'] = attribute(name)): Column {
  const read = (given: string): string | undefined => (given.length <= MOST_CHARACTERS ? given : undefined);
  return { name, aliases, expected: { kind: 'text', values: { most: MOST_CHARACTERS } }, read, of };
}

export function oneOf(words: readonly string[]): Expected {
  return { kind: 'one-of', values: { words: words.join(', ') } };
}

/** One of few words, in any case. */
export function word(name: string, words: readonly string[], aliases: readonly string[]): Column {
  const read = (given: string): string | undefined => words.find((each) => each === plain(given).toUpperCase());
  return { name, aliases, always: true, expected: oneOf(words), read, of: attribute(name) };
}

export function whole(
  name: string,
  [least, most]: readonly [number, number],
  aliases: readonly string[],
  more: Partial<Column> & { readonly units?: readonly string[] } = {},
): Column {
  const { units, ...rest } = more;
  const read = (given: string): number | undefined => {
    const value = numberOf(given, least, most, units);
    return Number.isInteger(value) ? value : undefined;
  };
  const expected: Expected = { kind: 'whole', values: { least, most } };
  return { name, aliases, always: true, expected, read, of: attribute(name), ...rest };
}

export function decimal(
  name: string,
  [least, most]: readonly [number, number],
  units: readonly string[],
  aliases: readonly string[],
): Column {
  const expected: Expected = { kind: 'number', values: { least, most } };
  const read = (given: string): number | undefined => numberOf(given, least, most, units);
  return { name, aliases, always: true, expected, read, of: attribute(name) };
}

const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;

export function date(name: string, aliases: readonly string[]): Column {
  return {
    name,
    aliases,
    expected: { kind: 'date', values: {} },
    read: (given) => {
      const [, year, month, day, joinedMonth, joinedDay] = DATE.exec(plain(given)) ?? [];
      if (year === undefined) return undefined;
      const iso = `${year}-${(month ?? joinedMonth)!.padStart(2, '0')}-${(day ?? joinedDay)!.padStart(2, '0')}`;
      return new Date(`${iso}T00:00:00Z`).toJSON()?.startsWith(iso) ? iso : undefined;
    },
    of: attribute(name),
  };
}

export function attribute(name: string): Column['of'] {
  return ({ attributes }) => attributes.get(name);
}
