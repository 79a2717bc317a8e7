import type { Severity } from '../../../shared/model/sample.ts';
import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import { TEXT } from '../../../shared/text/index.ts';
import type { SnapshotColumns, SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { readBasemap } from './basemap.ts';
import { coverageLegend, drawCoverage } from './coverage-drawing.ts';
import { createProjection, type Projection } from './projection.ts';
import { inLanguage, type Language } from './words.ts';

export const MAP_WIDTH = 1_200;
export const MAP_HEIGHT = 800;
/** Metres that a sector is drawn long. */
const SECTOR_M = 220;

/** Fill of a state, its mark's radius, and a sign inside it: never colour alone. */
const STATES: Readonly<Record<Severity | 'none', { fill: string; radius: number; sign: string }>> = {
  normal: { fill: '#2f8f5b', radius: 5, sign: '' },
  unknown: { fill: '#8b9099', radius: 6, sign: '?' },
  warning: { fill: '#c9a100', radius: 6, sign: '·' },
  minor: { fill: '#dd7d10', radius: 7, sign: '–' },
  major: { fill: '#d2491f', radius: 8, sign: '=' },
  critical: { fill: '#b3122c', radius: 9, sign: '!' },
  none: { fill: '#ffffff', radius: 4, sign: '' },
};
const RANKED = ['none', 'normal', 'unknown', 'warning', 'minor', 'major', 'critical'] as const;

/** The map as one SVG element: base map, coverage, backhaul, sectors, places with their states; worst drawn last. */
export function drawMap(content: SnapshotContent, language: Language): string {
  const projection = createProjection(content, MAP_WIDTH, MAP_HEIGHT);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT}" width="${MAP_WIDTH}" height="${MAP_HEIGHT}" font-family="Noto Sans SC, sans-serif">`,
    `<rect width="${MAP_WIDTH}" height="${MAP_HEIGHT}" fill="#f2f1ec"/>`,
    ...readBasemap(content.basemap, projection, language),
    ...drawCoverage(content, projection),
    ...content.zone.outline.map(
      (ring) => `<path d="${projection.line(ring)}Z" fill="none" stroke="#5b6675" stroke-dasharray="6 4"/>`,
    ),
    ...backhaulLines(content, projection),
    ...sectors(content, projection),
    ...places(content, projection, language),
    `<text x="8" y="${MAP_HEIGHT - 8}" font-size="11" fill="#444b55">${escapeMarkup(inLanguage(content.zone.attribution, language))}</text>`,
    ...legend(language),
    ...coverageLegend(content, 22 + 20 * (RANKED.length - 1), language),
    ...simulatedMark(content, language),
    '</svg>',
  ];
  return parts.join('\n');
}

/** Every state with its sign, colour and word. */
function legend(language: Language): string[] {
  return RANKED.filter((state) => state !== 'none').map((state, place) => {
    const y = 22 + place * 20;
    const { fill, sign } = STATES[state];
    const mark = `<circle cx="18" cy="${y - 4}" r="7" fill="${fill}" stroke="#20262e"/>`;
    const inside = `<text x="18" y="${y}" text-anchor="middle" font-size="12" font-weight="bold" fill="#fff">${sign}</text>`;
    return `${mark}${inside}<text x="32" y="${y}" font-size="12" fill="#20262e">${stateWord(state, language)}</text>`;
  });
}

function simulatedMark({ counts }: SnapshotContent, language: Language): string[] {
  if (counts.simulated === 0) return [];
  const word = language === 'zh-CN' ? TEXT['quality.simulated'].zh : TEXT['quality.simulated'].en;
  return [
    `<text x="${MAP_WIDTH - 10}" y="26" text-anchor="end" font-size="20" font-weight="bold" fill="#7a4b00">${escapeMarkup(word)}</text>`,
  ];
}

function positionsOf(kind: SnapshotColumns, projection: Projection): ReadonlyMap<string, readonly [number, number]> {
  const positions = new Map<string, readonly [number, number]>();
  for (const [row, id] of kind.id.entries()) {
    const lat = kind.lat[row] ?? null;
    const lon = kind.lon[row] ?? null;
    if (lat !== null && lon !== null) positions.set(id, projection.point(lon, lat));
  }
  return positions;
}

function kindOf(content: SnapshotContent, kind: string): SnapshotColumns | undefined {
  return content.kinds.find((columns) => columns.kind === kind);
}

function attribute(kind: SnapshotColumns, name: string): readonly (string | number | null)[] {
  return kind.attributes.find((candidate) => candidate.name === name)?.value ?? [];
}

function backhaulLines(content: SnapshotContent, projection: Projection): string[] {
  const links = kindOf(content, 'backhaul-link');
  const nodes = kindOf(content, 'backhaul-node');
  if (links === undefined || nodes === undefined) return [];
  const at = positionsOf(nodes, projection);
  const [from, to] = [attribute(links, 'from'), attribute(links, 'to')];
  return links.id.flatMap((id, row) => {
    const [a, b] = [at.get(String(from[row])), at.get(String(to[row]))];
    if (a === undefined || b === undefined) return [];
    const state = links.state[row] ?? 'none';
    const look = state === 'critical' || state === 'major' ? ' stroke-dasharray="3 3" stroke-width="2"' : '';
    const colour = state === 'none' || state === 'normal' ? '#6d7fa8' : STATES[state].fill;
    return [
      `<path d="M${a.join(' ')}L${b.join(' ')}" stroke="${colour}" fill="none"${look}><title>${escapeMarkup(id)}</title></path>`,
    ];
  });
}

/** A wedge per cell, by azimuth and beamwidth. */
function sectors(content: SnapshotContent, projection: Projection): string[] {
  const cells = kindOf(content, 'cell');
  if (cells === undefined) return [];
  const azimuths = attribute(cells, 'azimuth_deg');
  const widths = attribute(cells, 'beamwidth_deg');
  const radius = projection.pixels(SECTOR_M);
  return cells.id.flatMap((_, row) => {
    const lat = cells.lat[row] ?? null;
    const lon = cells.lon[row] ?? null;
    const azimuth = azimuths[row];
    if (lat === null || lon === null || typeof azimuth !== 'number' || cells.lifecycle[row] !== 'in-service') return [];
    const half = Math.min(60, Number(widths[row] ?? 65) / 2);
    const [x, y] = projection.point(lon, lat);
    const edge = (deg: number): string => {
      const angle = (deg * Math.PI) / 180;
      return `${(x + radius * Math.sin(angle)).toFixed(1)} ${(y - radius * Math.cos(angle)).toFixed(1)}`;
    };
    const r = radius.toFixed(1);
    const { fill } = STATES[cells.state[row] ?? 'none'];
    return [
      `<path d="M${x} ${y}L${edge(azimuth - half)}A${r} ${r} 0 0 1 ${edge(azimuth + half)}Z" fill="${fill}" fill-opacity="0.35" stroke="${fill}" stroke-width="0.5"/>`,
    ];
  });
}

interface Mark {
  readonly rank: number;
  readonly svg: string;
}

function places(content: SnapshotContent, projection: Projection, language: Language): string[] {
  const marks: Mark[] = [];
  for (const kind of content.kinds) {
    if (kind.kind === 'cell' || kind.kind === 'connector') continue;
    const positions = positionsOf(kind, projection);
    for (const [row, id] of kind.id.entries()) {
      const at = positions.get(id);
      if (at !== undefined) marks.push(markOf(kind, row, at, language));
    }
  }
  return marks.sort((a, b) => a.rank - b.rank).map(({ svg }) => svg);
}

function markOf(kind: SnapshotColumns, row: number, [x, y]: readonly [number, number], language: Language): Mark {
  const state = kind.state[row] ?? 'none';
  const { fill, radius, sign } = STATES[state];
  const name = (language === 'zh-CN' ? kind.zh : kind.en)[row]!;
  const title = escapeMarkup(`${name} · ${kind.id[row]} · ${kind.lifecycle[row]} · ${stateWord(state, language)}`);
  const stroke = state === 'none' ? '#5b6675' : '#20262e';
  const shape =
    kind.kind === 'charging-station'
      ? `<rect x="${x - radius}" y="${y - radius}" width="${2 * radius}" height="${2 * radius}" fill="${fill}" stroke="${stroke}"/>`
      : kind.kind === 'datacentre'
        ? `<rect x="${x - 12}" y="${y - 9}" width="24" height="18" rx="3" fill="${fill}" stroke="${stroke}" stroke-width="2"/>`
        : kind.kind === 'backhaul-node'
          ? `<path d="M${x} ${y - radius}L${x + radius} ${y}L${x} ${y + radius}L${x - radius} ${y}Z" fill="${fill}" stroke="${stroke}"/>`
          : `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" stroke="${stroke}"/>`;
  const inside =
    sign === ''
      ? ''
      : `<text x="${x}" y="${y + 4}" text-anchor="middle" font-size="12" font-weight="bold" fill="#fff">${sign}</text>`;
  return { rank: RANKED.indexOf(state), svg: `<g><title>${title}</title>${shape}${inside}</g>` };
}

export function stateWord(state: Severity | 'none' | null, language: Language): string {
  return state === null || state === 'none' ? '–' : inLanguage(TEXT[`state.${state}`], language);
}
