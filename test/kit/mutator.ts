import type { Random } from './random.ts';

const NASTY_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff] as const;
const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e308,
  2 ** 53,
  0.1,
  '',
  ' ',
  '\u0000',
  '__proto__',
  'constructor',
  '<img src=x>',
  [],
  {},
  [[]],
  'x'.repeat(5000),
  '1e999',
  [null, null],
  { toString: 1 },
];

/** One to eight blows to a body: flipped bits, replaced, lost, doubled and inserted stretches, a cut end. */
export function mutateBytes(body: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let bytes = Uint8Array.from(body);
  for (let blows = 1 + random.below(8); blows > 0; blows--) bytes = blow(bytes, random);
  return bytes;
}

function blow(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + random.below(16));
  switch (random.below(6)) {
    case 0:
      if (at < bytes.length) bytes[at]! ^= 1 << random.below(8);
      return bytes;
    case 1:
      return bytes.fill(random.pick(NASTY_BYTES), at, end);
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(end));
    case 3:
      return joined(bytes.subarray(0, end), bytes.subarray(at));
    case 4:
      return joined(
        bytes.subarray(0, at),
        Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256)),
        bytes.subarray(at),
      );
    default:
      return random.chance(0.2) ? bytes.slice(0, at) : bytes;
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}

/** A JSON document with one to three of its values, at any depth, replaced, renamed or left out. */
export function mutateJson(document: unknown, random: Random): string {
  const copy: unknown = structuredClone(document);
  for (let changes = 1 + random.below(3); changes > 0; changes--) change(copy, random);
  return JSON.stringify(copy);
}

function change(node: unknown, random: Random): void {
  if (typeof node !== 'object' || node === null) return;
  const holder = node as Record<string, unknown>;
  const keys = Object.keys(holder);
  if (keys.length === 0) return;
  const key = random.pick(keys);
  const child = holder[key];
  if (typeof child === 'object' && child !== null && random.chance(0.7)) {
    change(child, random);
    return;
  }
  const way = random.below(5);
  if (way === 0) delete holder[key];
  else if (way === 1) holder[`${key}x`] = child;
  else holder[key] = random.pick(NASTY_VALUES);
}
