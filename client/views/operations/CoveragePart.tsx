import './coverage.css';
import type { JSX } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { CoverageLegend } from '../../map/CoverageLegend.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { useText } from '../../ui/text.ts';
import { COVERS, type Cover } from './covers.ts';
import type { CoverageState } from './use-coverage.ts';

interface Props {
  coverage: CoverageState;
  cover: Cover;
  onCover(cover: Cover): void;
  holes: boolean;
  onHoles(): void;
  language: Language;
}

/** Coverage in the panel of layers: one picture under the sites, and the holes of what is out. */
export function CoveragePart({ coverage, cover, onCover, holes, onHoles, language }: Props): JSX.Element {
  const text = useText();
  const { past, summary, holes: open } = coverage;
  const count = (value: number) => formatCount(value, language);
  return (
    <div className="coverage-part">
      <label className="colour-by">
        <span>{text('operations.cover')}</span>
        <select
          value={cover}
          disabled={past}
          onChange={({ target }) => onCover(COVERS.find((each) => each === target.value) ?? 'none')}
        >
          {COVERS.map((each) => (
            <option key={each} value={each}>
              {text(`operations.cover.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="layer-row">
        <input type="checkbox" checked={holes} disabled={past} onChange={onHoles} />
        <span className="layer-name">{text('operations.holes')}</span>
        {open && (
          <span className="layer-count">
            {open.predicted === 0
              ? count(open.now)
              : text('operations.holes-now-predicted', { now: count(open.now), predicted: count(open.predicted) })}
          </span>
        )}
      </label>
      {past && <p className="coverage-wait">{text('operations.cover-past')}</p>}
      {!past && cover !== 'none' && summary === null && (
        <p className="coverage-wait" role="status">
          {text('operations.cover-wait')}
        </p>
      )}
    </div>
  );
}

/** What is drawn of holes, for the list of marks. */
export function HoleMarks({ holes: open }: Pick<CoverageState, 'holes'>): JSX.Element {
  const text = useText();
  const marks = [
    ...((open?.now ?? 0) > 0 ? ['hole' as const] : []),
    ...((open?.predicted ?? 0) > 0 ? ['predicted-hole' as const] : []),
  ];
  return (
    <>
      {marks.map((mark) => (
        <li key={mark}>
          <span className={`hole-mark ${mark}`} aria-hidden="true" />
          {text(`operations.legend-${mark}`)}
        </li>
      ))}
    </>
  );
}

/** What the picture of coverage means; nothing where none is on the map. */
export function CoverageKey({ summary, source, drawn, difference }: CoverageState): JSX.Element | null {
  const { theme, language } = usePreferences();
  if (!summary || !source || !drawn) return null;
  return (
    <div className="legend-part">
      <CoverageLegend
        layer={source.layer}
        difference={difference}
        profile={summary.profile}
        language={language}
        theme={theme}
      />
    </div>
  );
}
