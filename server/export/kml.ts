import type { Unit } from '../../shared/metrics/metric.ts';
import type { Severity } from '../../shared/model/sample.ts';
import { escapeMarkup } from '../../shared/text/escape-markup.ts';
import { formatWithUnit } from '../../shared/text/format.ts';
import type { SnapshotColumns, SnapshotContent } from '../../shared/wire/snapshots.ts';
import type { ExportInput } from '../ports.ts';
import { aboutRows } from './parts/about.ts';
import { kindWord, qualityWords } from './parts/tables.ts';
import { inLanguage, type Language } from './parts/words.ts';

/** Colours of states as KML has them: alpha, blue, green, red. */
const COLOURS: Readonly<Record<Severity | 'none', string>> = {
  normal: 'ff6fae3d',
  warning: 'ff2fb8e0',
  minor: 'ff1f9bf0',
  major: 'ff2468e8',
  critical: 'ff3030d0',
  unknown: 'ff909090',
  none: 'ffb0b0b0',
};

/**
 * Places as KML 2.2 (OGC 12-007), a folder per kind, coloured by state, with all values in each description as people read
 * them, and as data exactly as the API gives them: in the metric's base unit, under its id.
 */
export function writeKml({ content, sha256, language }: ExportInput): Uint8Array {
  const about = aboutRows(content, sha256, language).map(([name, is]) => `${name}: ${is}`);
  const styles = Object.entries(COLOURS).map(
    ([state, colour]) => `<Style id="${state}"><IconStyle><color>${colour}</color></IconStyle></Style>`,
  );
  const kml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    `<name>${escapeMarkup(content.title || inLanguage(content.zone.name, language))}</name>`,
    `<description>${escapeMarkup(about.join('\n'))}</description>`,
    `<TimeStamp><when>${new Date(content.at).toISOString()}</when></TimeStamp>`,
    ...styles,
    ...content.kinds.flatMap((kind) => folderOf(kind, content, language)),
    '</Document></kml>',
  ];
  return Buffer.from(`${kml.join('\n')}\n`, 'utf8');
}

function folderOf(kind: SnapshotColumns, content: SnapshotContent, language: Language): string[] {
  const places = kind.id.flatMap((_, row) => placemarkOf(kind, row, content, language));
  if (places.length === 0) return [];
  return [`<Folder><name>${escapeMarkup(kindWord(kind.kind, language))}</name>`, ...places, '</Folder>'];
}

function placemarkOf(kind: SnapshotColumns, row: number, content: SnapshotContent, language: Language): string[] {
  const lat = kind.lat[row] ?? null;
  const lon = kind.lon[row] ?? null;
  if (lat === null || lon === null) return [];
  const values = kind.metrics.map(({ metric, value, flags }) => {
    const { label, unit } = content.metrics.find(({ id }) => id === metric)!;
    const text = formatWithUnit(value[row] ?? null, unit as Unit, language);
    return `${inLanguage(label, language)}: ${text} (${qualityWords(flags[row]!)})`;
  });
  const name = escapeMarkup((language === 'zh-CN' ? kind.zh : kind.en)[row]!);
  return [
    `<Placemark id="${escapeMarkup(kind.id[row]!.replaceAll('/', '.'))}"><name>${name}</name>`,
    // A viewer takes a description for HTML: escaped twice, it can only be read.
    `<description>${escapeMarkup(escapeMarkup([kind.id[row]!, ...values].join('\n')).replaceAll('\n', '<br/>'))}</description>`,
    `<styleUrl>#${kind.state[row] ?? 'none'}</styleUrl>`,
    `${dataOf(kind, row)}<Point><coordinates>${lon},${lat}</coordinates></Point></Placemark>`,
  ];
}

/** What there is no number of is left out: a viewer would show an empty one as 0. */
function dataOf({ metrics }: SnapshotColumns, row: number): string {
  const data = metrics.flatMap(({ metric, value }) => {
    const number = value[row] ?? null;
    return number === null ? [] : [`<Data name="${escapeMarkup(metric)}"><value>${number}</value></Data>`];
  });
  return data.length === 0 ? '' : `<ExtendedData>${data.join('')}</ExtendedData>`;
}
