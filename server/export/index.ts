import type { SnapshotDocument, SnapshotFormat } from '../../shared/wire/snapshots.ts';
import type { ExportFormat, ExportInput } from '../ports.ts';
import { writeCsv } from './csv.ts';
import { writeGeojson } from './geojson.ts';
import { writeHtml } from './html.ts';
import { writeJson } from './json.ts';
import { writeKml } from './kml.ts';
import { writePdf } from './pdf.ts';
import { writePng } from './png.ts';
import { writeXlsx } from './xlsx.ts';

/** One line per format. */
const FORMATS: Readonly<Record<SnapshotFormat, ExportFormat>> = {
  json: writeJson,
  csv: writeCsv,
  xlsx: writeXlsx,
  geojson: writeGeojson,
  kml: writeKml,
  html: writeHtml,
  pdf: writePdf,
  png: writePng,
};

/** Makes a format's file of a kept document. */
export async function writeExport(
  document: string,
  format: SnapshotFormat,
  language: ExportInput['language'],
): Promise<Uint8Array> {
  const { content, sha256 } = JSON.parse(document) as SnapshotDocument;
  return FORMATS[format]({ document, sha256, content, language });
}
