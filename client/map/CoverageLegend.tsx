import './coverage-legend.css';
import type { JSX } from 'react';
import { formatNumber, type Language } from '../../shared/text/format.ts';
import type { CoverageLayer, CoverageSummary } from '../../shared/wire/planning.ts';
import type { Theme } from '../ui/palette.ts';
import { type Say, useText } from '../ui/text.ts';
import { bandEdges, CHANGE, contourBand } from './coverage-classes.ts';
import { type ClassLook, lookOfDifference, lookOfLayer } from './coverage-look.ts';
import { cssColour } from './map-paint.ts';

interface Props {
  layer: CoverageLayer;
  /** The map shows what has changed between two states, not the layer itself. */
  difference: boolean;
  profile: CoverageSummary['profile'];
  language: Language;
  theme: Theme;
}

const UNIT = { rsrp: 'dBm', sinr: 'dB', 'pdsch-sinr': 'dB', uplink: 'dB', probability: '%' } as const;

/** What the colours, the hatching and the line of a coverage picture mean, and where the threshold comes from. */
export function CoverageLegend({ layer, difference, profile, language, theme }: Props): JSX.Element {
  const text = useText();
  const look = difference ? lookOfDifference(theme) : lookOfLayer(layer, profile, theme);
  const name = text(`coverage.layer.${layer}`);
  const unit = isLevel(layer) && !difference ? ` (${UNIT[layer]})` : '';
  const source = profile.source[language === 'zh-CN' ? 'zh' : 'en'];
  return (
    <div className="coverage-legend">
      <h2>
        {difference ? text('coverage.difference-of', { layer: name }) : name}
        {unit}
      </h2>
      {layer === 'best-server' && !difference ? (
        <p className="coverage-legend-note">{text('coverage.best-server-key')}</p>
      ) : (
        <ul>
          {rows(layer, difference, profile, text, language).map(({ band, words, atLine }) => (
            <li key={band} className={atLine ? 'at-line' : ''}>
              <Swatch look={look} band={band} />
              {words}
            </li>
          ))}
        </ul>
      )}
      <details className="coverage-legend-note">
        <summary>{lineWords(layer, difference, profile, text, language)}</summary>
        {source !== '' && layer !== 'best-server' && <p>{source}</p>}
      </details>
    </div>
  );
}

function isLevel(layer: CoverageLayer): layer is keyof typeof UNIT {
  return Object.hasOwn(UNIT, layer);
}

function Swatch({ look, band }: { look: ClassLook; band: number }) {
  const colour = look.colours[band] ?? 0;
  return (
    <span
      aria-hidden="true"
      className={look.hatched.includes(band) ? 'coverage-swatch hatched' : 'coverage-swatch'}
      style={colour === 0 ? undefined : { backgroundColor: cssColour(colour) }}
    />
  );
}

interface BandRow {
  readonly band: number;
  readonly words: string;
  /** The line on the map runs around this band and those above it. */
  readonly atLine: boolean;
}

const CHANGES = ['neither', 'both', 'gained', 'lost'] as const;

function rows(
  layer: CoverageLayer,
  difference: boolean,
  profile: CoverageSummary['profile'],
  text: Say,
  language: Language,
): readonly BandRow[] {
  if (difference) {
    return CHANGES.map((change) => ({ band: CHANGE[change], words: text(`coverage.change.${change}`), atLine: false }));
  }
  const edges = bandEdges(layer, profile);
  return Array.from({ length: edges.length + 1 }, (_, band) => ({
    band,
    words: bandWords(layer, edges, band, text, language),
    atLine: contourBand(layer) === band,
  }));
}

function bandWords(
  layer: CoverageLayer,
  edges: readonly number[],
  band: number,
  text: Say,
  language: Language,
): string {
  if (layer === 'single-server') return text(`coverage.single.${band === 0 ? 'none' : band === 1 ? 'several' : 'one'}`);
  if (layer === 'covered') return text(band === 0 ? 'coverage.class-uncovered' : 'coverage.class-covered');
  if (layer === 'validity') return text(band === 0 ? 'coverage.class-valid' : 'coverage.class-invalid');
  const said = (edge: number) => formatNumber(layer === 'probability' ? edge * 100 : edge, 0, language);
  return band === 0 ? `< ${said(edges[0]!)}` : `≥ ${said(edges[band - 1]!)}`;
}

function lineWords(
  layer: CoverageLayer,
  difference: boolean,
  { rsrpDbm, sinrDb }: CoverageSummary['profile'],
  text: Say,
  language: Language,
): string {
  const level = { rsrp: formatNumber(rsrpDbm, 0, language), sinr: formatNumber(sinrDb, 0, language) };
  if (layer === 'covered') return text('coverage.line-covered', level);
  if (difference || layer === 'rsrp' || layer === 'sinr') {
    return layer === 'sinr' ? text('coverage.line-sinr', level) : text('coverage.line-rsrp', level);
  }
  return text(`coverage.line-${layer}`, level);
}
