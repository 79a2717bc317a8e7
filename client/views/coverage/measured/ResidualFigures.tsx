import type { JSX } from 'react';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { ModelResiduals } from '../../../../shared/wire/planning.ts';
import { percent } from '../../../ui/coverage-words.ts';
import { signedDb, spreadDb } from '../../../ui/residual-words.ts';
import { SimulatedMark } from '../../../ui/SimulatedBadge.tsx';
import { type Say, useText } from '../../../ui/text.ts';

interface Props {
  residuals: ModelResiduals;
  /** Covered area of now by the model alone, 0…1. */
  model: number | null;
  language: Language;
  fit: boolean;
  onFit(fit: boolean): void;
}

/** Residuals of the zone in words, what was fitted, and what is covered then. */
export function ResidualFigures({ residuals, model, language, fit, onFit }: Props): JSX.Element {
  const text = useText();
  const { zone, points, fit: fitted, fitNeeds, simulated, map } = residuals;
  const count = (value: number) => formatCount(value, language);
  return (
    <section className="residual-figures">
      <h3>
        {text('coverage.residuals')}
        {simulated && <SimulatedMark />}
      </h3>
      {simulated && <p className="coverage-pending">{text('coverage.residuals-simulated')}</p>}
      {zone && (
        <p>
          {text('coverage.residuals-zone', {
            count: count(zone.count),
            mean: `${signedDb(zone.meanDb, language)} dB`,
            median: `${signedDb(zone.medianDb, language)} dB`,
            sigma: `${spreadDb(zone.sigmaDb, language)} dB`,
            rmse: `${spreadDb(zone.rmseDb, language)} dB`,
          })}
        </p>
      )}
      {points.unmatched + points.outOfRange > 0 && (
        <p className="coverage-note">
          {text('coverage.residuals-out', {
            unmatched: count(points.unmatched),
            outOfRange: count(points.outOfRange),
          })}
        </p>
      )}
      {fitted ? (
        <>
          <Covered residuals={residuals} model={model} language={language} />
          <label className="residual-apply">
            <input type="checkbox" checked={fit} onChange={({ target }) => onFit(target.checked)} />
            {text('coverage.residuals-apply')}
          </label>
          <p className="coverage-note">{fitWords(fitted, text, language)}</p>
        </>
      ) : (
        <p className="coverage-note">
          {text('coverage.residuals-few', { places: count(fitNeeds.places), cells: count(fitNeeds.cells) })}
        </p>
      )}
      {map.total > map.lat.length && (
        <p className="coverage-note">
          {text('coverage.residuals-thinned', { shown: count(map.lat.length), total: count(map.total) })}
        </p>
      )}
    </section>
  );
}

function Covered({ residuals, model, language }: Pick<Props, 'residuals' | 'model' | 'language'>) {
  const text = useText();
  const now = residuals.covered?.now;
  if (!now || !residuals.fit) return null;
  return (
    <>
      <p>
        <b>
          {text('coverage.residuals-covered', {
            model: percent(model, language),
            fitted: percent(now.figures.areaShare, language),
            low: percent(now.low, language).replace(' %', ''),
            high: percent(now.high, language),
            points: formatCount(residuals.fit.points, language),
          })}
        </b>
      </p>
      <p className="coverage-note">{text('coverage.residuals-band')}</p>
    </>
  );
}

function fitWords(fit: NonNullable<ModelResiduals['fit']>, text: Say, language: Language): string {
  return text('coverage.residuals-fit', {
    offset: `${signedDb(fit.offsetDb, language)} dB`,
    error: `${spreadDb(fit.standardErrorDb, language)} dB`,
    between: `${spreadDb(fit.betweenCellsDb, language)} dB`,
    within: `${spreadDb(fit.withinCellsDb, language)} dB`,
    after: `${spreadDb(fit.after.sigmaDb, language)} dB`,
    points: formatCount(fit.points, language),
    places: formatCount(fit.places, language),
    cells: formatCount(fit.cells, language),
  });
}
