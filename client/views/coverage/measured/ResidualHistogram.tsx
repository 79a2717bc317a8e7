import { type JSX, useMemo, useState } from 'react';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { ModelResiduals } from '../../../../shared/wire/planning.ts';
import { Histogram, type HistogramData } from '../../../charts/index.ts';
import { residualClass, residualColour } from '../../../map/residual-classes.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { signedDb } from '../../../ui/residual-words.ts';
import { useText } from '../../../ui/text.ts';

interface Props {
  residuals: ModelResiduals;
  language: Language;
}

/** How many points are how far off, coloured as on the map. */
export function ResidualHistogram({ residuals, language }: Props): JSX.Element {
  const text = useText();
  const { theme } = usePreferences();
  const [failed, setFailed] = useState(false);
  const { histogram, zone } = residuals;
  const { fromDb, stepDb, counts } = histogram;
  const data = useMemo<HistogramData>(
    () => ({
      from: fromDb,
      step: stepDb,
      counts,
      ...(zone && {
        mark: { value: zone.medianDb, words: `${text('coverage.column.median')} ${signedDb(zone.medianDb, language)}` },
      }),
    }),
    [fromDb, stepDb, counts, zone, text, language],
  );
  const look = useMemo(
    () => ({ language, theme, colourOf: (value: number) => residualColour(theme, residualClass(value)) }),
    [language, theme],
  );
  const peak = counts.reduce((best, count, bin) => (count > counts[best]! ? bin : best), 0);
  if (failed) return <p className="coverage-note">{text('coverage.residuals-chart-failed')}</p>;
  return (
    <section>
      <h3>{text('coverage.residuals-histogram')}</h3>
      <Histogram
        data={data}
        look={look}
        onFailed={() => setFailed(true)}
        label={text('coverage.residuals-histogram-words', {
          low: signedDb(fromDb, language),
          high: signedDb(fromDb + stepDb * counts.length, language),
          peak: signedDb(fromDb + (peak + 0.5) * stepDb, language),
          count: formatCount(counts[peak]!, language),
        })}
      />
    </section>
  );
}
