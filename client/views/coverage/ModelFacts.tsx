import type { JSX } from 'react';
import { formatNumber, type Language } from '../../../shared/text/format.ts';
import type { CoverageSummary } from '../../../shared/wire/planning.ts';
import { percent } from '../../ui/coverage-words.ts';
import { useText } from '../../ui/text.ts';

/** What the numbers were worked out with, beside every coverage number: the antennas' gain decides most of it. */
export function ModelFacts({ summary, language }: { summary: CoverageSummary; language: Language }): JSX.Element {
  const text = useText();
  const { model, validity, cells } = summary;
  const number = (value: number, decimals = 0) => formatNumber(value, decimals, language);
  const gain = model.gainDbi
    ? model.gainDbi.least === model.gainDbi.greatest
      ? number(model.gainDbi.least, 1)
      : `${number(model.gainDbi.least, 1)}–${number(model.gainDbi.greatest, 1)}`
    : '–';
  return (
    <details className="coverage-model">
      <summary>{text('coverage.model')}</summary>
      <p>
        {text('coverage.model-words', {
          scenario: model.scenario,
          sight: model.sight,
          place: model.place,
          gain,
          height: number(model.terminalHeightM, 1),
          margin: number(model.marginDb, 1),
          noise: number(model.noiseFigureDb, 1),
          pixel: number(model.pixelM),
          range: number(model.rangeM / 1000, 1),
          servers: number(model.serversKept),
        })}
      </p>
      {validity.map(({ flag, share }) => (
        <p key={flag}>
          {text(`coverage.validity.${flag}`)}: {percent(share, language)}
        </p>
      ))}
      {cells.refused > 0 && <p>{text('coverage.cells-refused', { count: number(cells.refused) })}</p>}
      {cells.unknown > 0 && <p>{text('coverage.cells-unknown', { count: number(cells.unknown) })}</p>}
    </details>
  );
}
