/** A value that canonical JSON has no form for. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

/**
 * JSON in the one form that its hash is taken of (RFC 8785): no white space; keys of an object ascending by UTF-16 code
 * units; numbers as ECMAScript writes them (−0 is 0); strings as JSON.stringify escapes them. Keys without a value are
 * left out. Throws NotCanonical for NaN, infinities and what JSON does not know.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return canonicalArray(value);
  if (typeof value === 'object' && value !== null) return canonicalObject(value as Readonly<Record<string, unknown>>);
  assertPlain(value);
  return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[]): string {
  // Columns are most of a snapshot: one call writes a whole one.
  if (values.every(isPrimitive)) {
    for (const value of values) assertPlain(value);
    return JSON.stringify(values);
  }
  return `[${values.map(canonicalJson).join(',')}]`;
}

function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(object[key])}`);
  }
  return `{${parts.join(',')}}`;
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function assertPlain(value: unknown): void {
  const plain =
    value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value as number);
  if (!plain) throw new NotCanonical(`${typeof value} ${String(value)} has no form in JSON`);
}
