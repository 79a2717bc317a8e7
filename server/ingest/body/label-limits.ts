/** Limits of `domain/ingest-contracts.md`, in labels and UTF-8 bytes. */
export const LABEL_LIMIT = 32;
const NAME_BYTES = 200;
export const VALUE_BYTES = 512;

/** A section of labels with more bytes than this is over a limit for certain: it is not looked at. */
export const SECTION_LIMIT_BYTES = 64 * 1024;

/** The labels of a series, or in words which limit they exceed. */
export type DecodedLabels =
  | { readonly ok: true; readonly name: string; readonly labels: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly why: string };

/** Which limit the `count`-th label exceeds, in words; null when none. Lengths in bytes. */
export function labelExcess(count: number, label: () => string, nameBytes: number, valueBytes: number): string | null {
  if (nameBytes > NAME_BYTES) return `label name of ${nameBytes} bytes exceeds ${NAME_BYTES}`;
  if (valueBytes > VALUE_BYTES) return `value of label ${label()} of ${valueBytes} bytes exceeds ${VALUE_BYTES}`;
  return count > LABEL_LIMIT ? `more than ${LABEL_LIMIT} labels` : null;
}

/** Labels in words, for examples. */
export function describeLabels(decoded: DecodedLabels): string {
  if (!decoded.ok) return decoded.why;
  return decoded.labels
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',')
    .slice(0, 300);
}
