import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Unit } from '../../shared/metrics/metric.ts';
import { freshnessOf, isSimulated } from '../../shared/model/sample.ts';
import { escapeMarkup } from '../../shared/text/escape-markup.ts';
import { formatWithUnit } from '../../shared/text/format.ts';
import type { SnapshotContent } from '../../shared/wire/snapshots.ts';
import type { ExportInput } from '../ports.ts';
import { pageScript } from './html/page-script.ts';
import { PAGE_STYLE } from './html/page-style.ts';
import { pageWords } from './html/page-words.ts';
import { aboutRows, lacksValues, simulatedLine } from './parts/about.ts';
import { drawMap } from './parts/map-drawing.ts';
import { inLanguage, type Language, say, sayMoment } from './parts/words.ts';

const LEVEL = 9;

/**
 * One page that needs nothing else: map and figures stand in it, the script draws floor and tables from the document
 * that lies packed beside them. Its policy forbids every request and every script but its own.
 */
export function writeHtml({ document, sha256, content, language }: ExportInput): Uint8Array {
  const script = pageScript();
  const rules = content.alarms?.map(({ rule }) => rule) ?? [];
  const page = [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(titleOf(content, language))}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    ...head(content, language),
    ...figures(content, language),
    `<section><h2>${word('snapshots.map', language)}</h2><div id="map">${drawMap(content, language)}</div></section>`,
    `<section id="floor-section" hidden><h2>${word('snapshots.floor', language)}</h2><p><label>${word('snapshots.colour-by', language)} <select id="floor-metric"></select></label> <span id="floor-legend"></span></p><canvas id="floor"></canvas><p id="floor-reading" aria-live="polite"></p></section>`,
    `<section id="tables"><nav id="tabs"></nav><p><label>${word('snapshots.filter', language)} <input id="filter" type="search"></label> <span id="rows"></span></p><div class="scroll"><table id="table"></table></div><button id="more" type="button" hidden>${word('snapshots.more', language)}</button></section>`,
    `<noscript><p class="warn">${word('snapshots.no-script', language)}</p></noscript>`,
    '<p class="warn" id="problem" hidden></p>',
    ...about(content, sha256, language),
    `<script id="skyrack-words" type="application/json">${inScript(JSON.stringify(pageWords(rules, language)))}</script>`,
    `<script id="skyrack-snapshot" type="application/gzip;base64">${pack(document)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
  const seal = createHash('sha256').update(page, 'utf8').digest('hex');
  return Buffer.from(`${page}<!-- skyrack page sha256 ${seal} -->\n`, 'utf8');
}

function hash(script: string): string {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`;
}

/** The header of gzip names the system that it was made on: the same bytes everywhere need a fixed one. */
function pack(document: string): string {
  const bytes = gzipSync(document, { level: LEVEL });
  bytes[9] = 255;
  return bytes.toString('base64');
}

/** JSON inside a script element: nothing in it may end the element. */
function inScript(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

function word(key: Parameters<typeof say>[0], language: Language): string {
  return escapeMarkup(say(key, language));
}

function titleOf({ title, zone, at }: SnapshotContent, language: Language): string {
  const name = inLanguage(zone.name, language);
  return title || say('snapshots.of', language, { zone: name, moment: sayMoment(at, zone.timeZone) });
}

function head(content: SnapshotContent, language: Language): string[] {
  const { zone, at, counts, missing } = content;
  const warns = counts.simulated > 0 || lacksValues(missing);
  const simulated = escapeMarkup(simulatedLine(content, language));
  return [
    `<header><h1>${escapeMarkup(titleOf(content, language))}</h1>`,
    `<p>${escapeMarkup(inLanguage(zone.name, language))} · ${escapeMarkup(sayMoment(at, zone.timeZone))}</p>`,
    `<p class="${warns ? 'warn' : 'plain'}" id="simulated">${simulated}</p></header>`,
  ];
}

/** The zone's own numbers; empty where it is outside the scope. */
function figures(content: SnapshotContent, language: Language): string[] {
  const zone = content.kinds.find(({ kind }) => kind === 'zone');
  if (zone === undefined) return [];
  const cards = zone.metrics.map(({ metric, value, flags }) => {
    const { label, unit } = content.metrics.find(({ id }) => id === metric)!;
    const marks = [
      isSimulated(flags[0]!) ? word('snapshots.column.simulated', language) : '',
      freshnessOf(flags[0]!) === 'stale' ? word('snapshots.stale', language) : '',
    ];
    const text = formatWithUnit(value[0] ?? null, unit as Unit, language);
    return `<div class="card"><b>${escapeMarkup(text)}</b><span>${escapeMarkup(inLanguage(label, language))}</span><i>${marks.filter(Boolean).join(' ')}</i></div>`;
  });
  return [`<section><h2>${word('snapshots.figures', language)}</h2><div class="cards">`, ...cards, '</div></section>'];
}

function about(content: SnapshotContent, sha256: string, language: Language): string[] {
  const rows = aboutRows(content, sha256, language).map(
    ([name, is]) => `<tr><th>${escapeMarkup(name)}</th><td>${escapeMarkup(is)}</td></tr>`,
  );
  return [
    `<section><h2>${word('snapshots.table.about', language)}</h2><table class="about">`,
    ...rows,
    '</table></section>',
  ];
}
