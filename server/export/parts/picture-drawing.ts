import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { simulatedLine } from './about.ts';
import { CHART_HEIGHT, drawChart } from './chart-drawing.ts';
import { FONT_NAME } from './font.ts';
import { inFont } from './in-font.ts';
import { drawMap, MAP_HEIGHT, MAP_WIDTH } from './map-drawing.ts';
import { planCharts } from './plan-charts.ts';
import { inLanguage, type Language, say, sayMoment } from './words.ts';

const HEAD_HEIGHT = 76;

/** One SVG: whose it is and of when, whether it is simulated, map, charts. */
export function drawPicture(content: SnapshotContent, language: Language): string {
  const charts = planCharts(content, language)
    .map((chart) => drawChart(chart, language))
    .filter((drawn) => drawn !== '');
  const height = HEAD_HEIGHT + MAP_HEIGHT + 16 + charts.length * CHART_HEIGHT;
  const { zone, title, at, id } = content;
  const name = title === '' ? inLanguage(zone.name, language) : title;
  const picture = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_WIDTH} ${height}" width="${MAP_WIDTH}" height="${height}" font-family="${FONT_NAME}">`,
    `<rect width="${MAP_WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="32" font-size="22" fill="#1d2530">${escapeMarkup(name)} · ${escapeMarkup(sayMoment(at, zone.timeZone))}</text>`,
    `<text x="16" y="58" font-size="14" fill="#7a4b00">${escapeMarkup(simulatedLine(content, language))}</text>`,
    `<text x="${MAP_WIDTH - 16}" y="32" font-size="11" text-anchor="end" fill="#5b6675">${id}</text>`,
    `<g transform="translate(0 ${HEAD_HEIGHT})">${drawMap(content, language)}</g>`,
    ...charts.map(
      (drawn, i) => `<g transform="translate(0 ${HEAD_HEIGHT + MAP_HEIGHT + 16 + i * CHART_HEIGHT})">${drawn}</g>`,
    ),
  ].join('\n');
  return `${picture}${lackingNote(picture, language)}</svg>`;
}

/** A word on the code points that stand in the picture for characters of no glyph; nothing where there is none. */
function lackingNote(picture: string, language: Language): string {
  if (!inFont(picture).changed) return '';
  const words = escapeMarkup(say('reports.lacking-glyphs', language));
  return `<text x="${MAP_WIDTH - 16}" y="${HEAD_HEIGHT - 4}" font-size="10" text-anchor="end" fill="#5b6675">${words}</text>`;
}

/** A chart as a picture of its own, for a page. */
export function chartPicture(drawn: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_WIDTH} ${CHART_HEIGHT}" width="${MAP_WIDTH}" height="${CHART_HEIGHT}" font-family="${FONT_NAME}">${drawn}</svg>`;
}
