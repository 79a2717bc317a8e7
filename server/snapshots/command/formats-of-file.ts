import { strFromU8 } from 'fflate';
import type { SnapshotFormat } from '../../../shared/wire/snapshots.ts';

/** How files begin of the formats that show a snapshot without holding its document. */
const BEGINNINGS: readonly (readonly [begin: string, formats: readonly SnapshotFormat[]])[] = [
  ['PK\u0003\u0004', ['csv', 'xlsx']],
  ['%PDF-', ['pdf']],
  ['\u0089PNG', ['png']],
  ['<?xml', ['kml']],
  ['{"type":"FeatureCollection"', ['geojson']],
];

/** The formats that a file may be of, among those that cannot be checked by themselves; none for any other file. */
export function formatsOfFile(bytes: Uint8Array): readonly SnapshotFormat[] {
  const begin = strFromU8(bytes.subarray(0, 64), true);
  return BEGINNINGS.find(([known]) => begin.startsWith(known))?.[1] ?? [];
}
