import type { JSX } from 'react';
import { formatNumber, type Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { CoverageRaster } from '../../../shared/wire/planning.ts';
import { meaningOf, pixelAt } from '../../map/coverage-classes.ts';
import type { HoleShape } from '../../map/hole-layer.ts';
import { percent } from '../../ui/coverage-words.ts';
import { type Say, useText } from '../../ui/text.ts';
import { nameOf } from './drawn.ts';
import type { PlanHover } from './plan-map.ts';

interface Props {
  hover: PlanHover;
  holes: readonly HoleShape[];
  inventory: InventoryIndex;
  raster: CoverageRaster | null;
  difference: boolean;
  language: Language;
  /** Of the map, CSS pixels. */
  size: { width: number; height: number };
}

const WIDTH_PX = 230;
const AWAY_PX = 14;

/** What lies under the pointer: site, hole, and what the raster says there. */
export function HoverCard({ hover, holes, inventory, raster, difference, language, size }: Props): JSX.Element | null {
  const text = useText();
  const { site, hole, position, x, y } = hover;
  const shape = holes.find(({ id }) => id === hole);
  const read = raster && readingAt(raster, position.lat, position.lon);
  const said = raster && read !== null && read !== undefined ? wordsOf(raster, read, inventory, text, language) : null;
  if (site < 0 && !shape && said === null) return null;
  const left = x + AWAY_PX + WIDTH_PX > size.width ? Math.max(0, x - AWAY_PX - WIDTH_PX) : x + AWAY_PX;
  return (
    <div className="map-panel coverage-hover" style={{ left, top: Math.min(y + AWAY_PX, size.height - 90) }}>
      {site >= 0 && (
        <p>
          <b>{nameOf(inventory, inventory.id('site', site), language)}</b>{' '}
          {text(`operations.lifecycle.${inventory.lifecycle('site', site)}`)}
        </p>
      )}
      {shape && <p>{shape.label}</p>}
      {said !== null && (
        <p className="coverage-hover-level">
          {said}
          {difference && ` · ${text('coverage.hover-after')}`}
        </p>
      )}
    </div>
  );
}

function readingAt(raster: CoverageRaster, lat: number, lon: number): number | null {
  const pixel = pixelAt(raster, lat, lon);
  const stored = pixel < 0 ? raster.nothing : raster.values[pixel]!;
  return stored === raster.nothing ? null : stored;
}

function wordsOf(
  raster: CoverageRaster,
  stored: number,
  inventory: InventoryIndex,
  text: Say,
  language: Language,
): string {
  const value = meaningOf(raster, stored);
  switch (raster.layer) {
    case 'rsrp':
    case 'sinr':
    case 'pdsch-sinr':
    case 'uplink':
      return `${text(`coverage.layer.${raster.layer}`)} ${formatNumber(value, 1, language)} ${raster.unit}`;
    case 'probability':
      return `${text('coverage.layer.probability')} ${percent(value, language, 0)}`;
    case 'best-server':
      return nameOf(inventory, raster.servers[stored] ?? '', language);
    case 'overlap':
      return `${text('coverage.layer.overlap')} ${formatNumber(value, 0, language)}`;
    case 'single-server':
      return text(`coverage.single.${value === 0 ? 'none' : value === 1 ? 'several' : 'one'}`);
    case 'covered':
      return text(value === 0 ? 'coverage.class-uncovered' : 'coverage.class-covered');
    case 'validity':
      return text(value === 0 ? 'coverage.class-valid' : 'coverage.class-invalid');
  }
}
