import type { JSX } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import { factValue } from '../../ui/fact-value.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type DrawerModel, type DrawerPart, stateOf } from './model.ts';

interface Props {
  model: DrawerModel;
  language: Language;
  onOpen(id: string): void;
}

/** Angle of a sector's middle and its width, degrees; undefined where the cell table does not say. */
function beamOf(part: {
  attributes?: ReadonlyMap<string, string | number>;
}): { azimuth: number; width: number } | undefined {
  const azimuth = part.attributes?.get('azimuth_deg');
  const width = part.attributes?.get('beamwidth_deg');
  return typeof azimuth === 'number' ? { azimuth, width: typeof width === 'number' ? width : 65 } : undefined;
}

/** A sector as a path about the origin; azimuth clockwise from north, as surveyors and antennas have it. */
export function sectorPath(azimuth: number, width: number, radius: number): string {
  const at = (degrees: number) => {
    const angle = ((degrees - 90) * Math.PI) / 180;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  };
  if (width >= 360)
    return `M0 ${-radius}A${radius} ${radius} 0 1 1 0 ${radius}A${radius} ${radius} 0 1 1 0 ${-radius}Z`;
  const large = width > 180 ? 1 : 0;
  return `M0 0L${at(azimuth - width / 2)}A${radius} ${radius} 0 ${large} 1 ${at(azimuth + width / 2)}Z`;
}

/** A site's cells as a rose by azimuth and beam width, each with its state. */
export function SiteHead({ model, language, onOpen }: Props): JSX.Element | null {
  const text = useText();
  const cells = model.parts.find((parts) => parts.kind === 'cell')?.shown ?? [];
  const sectors = cells.flatMap((cell) => {
    const beam = beamOf(cell);
    return beam ? [{ cell, ...beam }] : [];
  });
  if (sectors.length === 0) return null;
  return (
    <section className="drawer-part rose-head">
      <Rose
        sectors={sectors.map(({ cell, azimuth, width }) => ({ id: cell.id, severity: cell.severity, azimuth, width }))}
      />
      <ul className="sectors" aria-label={text('drawer.sectors')}>
        {sectors.map(({ cell, azimuth, width }) => (
          <li key={cell.id}>
            <button type="button" className="plain part" onClick={() => onOpen(cell.id)}>
              <StateShape severity={cell.severity ?? 'unknown'} size={11} />
              <span>{cell.name}</span>
              <small className="beam">
                {text('drawer.sector', {
                  azimuth: factValue('azimuth', azimuth, language),
                  beam: factValue('beam', width, language),
                })}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What says how a cell radiates. */
const RADIATION = ['azimuth_deg', 'beamwidth_deg', 'height_m', 'tx_power_dbm', 'band'] as const;

/** A cell's own direction, in its state's colour, with the facts behind it. */
export function CellHead({ model, language }: { model: DrawerModel; language: Language }): JSX.Element | null {
  const text = useText();
  const beam = beamOf(model);
  if (!beam) return null;
  return (
    <section className="drawer-part rose-head">
      <Rose sectors={[{ id: model.id, severity: stateOf(model), ...beam }]} />
      <dl className="facts radiation">
        {RADIATION.map((name) => {
          const value = model.attributes.get(name);
          if (value === undefined) return null;
          return (
            <div key={name}>
              <dt>{text(`fact.${name}`)}</dt>
              <dd>{factValue(name, value, language)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

interface RoseProps {
  sectors: readonly { id: string; severity: DrawerPart['severity']; azimuth: number; width: number }[];
}

function Rose({ sectors }: RoseProps): JSX.Element {
  return (
    <svg className="rose" viewBox="-50 -50 100 100" width="104" height="104" aria-hidden="true">
      <circle r="40" className="rose-ring" />
      <circle r="20" className="rose-ring" />
      {[0, 90, 180, 270].map((degrees) => (
        <line key={degrees} y1="-37" y2="-42" className="rose-ring" transform={`rotate(${degrees})`} />
      ))}
      <text y="-43" className="rose-north">
        N
      </text>
      {sectors.map(({ id, severity, azimuth, width }) => (
        <path
          key={id}
          d={sectorPath(azimuth, width, 37)}
          fill={`var(--${severity ?? 'accent'})`}
          stroke="var(--panel)"
          fillOpacity={severity === 'normal' || severity === null ? 0.6 : 0.9}
        />
      ))}
      <circle r="3" fill="var(--text)" />
    </svg>
  );
}
