import { z } from 'zod';
import type { Lifecycle } from '../../shared/model/resource.ts';
import { quote } from './problems.ts';

/** A cell of a CSV file: `read` gives its value, or undefined when it is not `expected`, as the message then says. */
function cell<T>(expected: string, read: (text: string) => T | undefined) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({
      code: 'custom',
      message: text === '' ? `is empty: ${expected} is expected` : `${quote(text)} is not ${expected}`,
    });
    return z.NEVER;
  });
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A decimal number within [min, max]. */
export function number(min: number, max: number) {
  return cell(`a number from ${min} to ${max}`, (text) => within(text, min, max));
}

/** A whole number within [min, max]. */
export function whole(min: number, max: number) {
  return cell(`a whole number from ${min} to ${max}`, (text) => {
    const value = within(text, min, max);
    return Number.isInteger(value) ? value : undefined;
  });
}

function within(text: string, min: number, max: number): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

const SEGMENT = /^[a-z0-9-]{1,64}$/;

/** A segment of a resource id. */
export const segment = cell('an id of a–z, 0–9 and -', (text) => (SEGMENT.test(text) ? text : undefined));

/** Any text of 1–200 characters. */
export const text = cell('a text of at most 200 characters', (value) =>
  value.length > 0 && value.length <= 200 ? value : undefined,
);

/** A calendar date. */
export const date = cell('a date such as 2020-06-08', (value) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ? value : undefined,
);

/** One of the given words. */
export function word<const W extends string>(...words: readonly W[]) {
  return cell(`one of ${words.join(', ')}`, (value) => words.find((each) => each === value));
}

/** 1 for yes, 0 for no. */
export const flag = cell('0 or 1', (value) => (value === '1' ? true : value === '0' ? false : undefined));

const LIFECYCLE_OF_STATUS = new Map<string, Lifecycle>([
  ['planned', 'planned'],
  ['building', 'building'],
  ['on_air', 'in-service'],
  ['in_service', 'in-service'],
  ['retired', 'retired'],
]);

/** Status column: radio tables say `on_air` where others say `in_service`. */
export const status = cell(`one of ${[...LIFECYCLE_OF_STATUS.keys()].join(', ')}`, (value) =>
  LIFECYCLE_OF_STATUS.get(value),
);
