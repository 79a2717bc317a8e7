import type { JSX } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import { formatNumber, formatValue, type Language } from '../../../shared/text/format.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useText } from '../../ui/text.ts';
import { MetricValue } from './MetricTable.tsx';
import { type DrawerModel, readingOf } from './model.ts';
import { RackElevation, SENSORS } from './RackElevation.tsx';
import { inLanguage } from './resource-name.ts';

/** The key numbers beside the elevation. */
const KEYS = ['rack.inlet', 'rack.humidity', 'rack.outlet', 'rack.power', 'rack.current-a', 'rack.current-b'] as const;
/** What the head shows of a rack's metrics; the table below leaves it out. */
export const IN_RACK_HEAD: ReadonlySet<string> = new Set([...KEYS, ...SENSORS]);

interface Props {
  model: DrawerModel;
  language: Language;
}

/** A rack from its front with its three inlet sensors, its key numbers beside it. */
export function RackHead({ model, language }: Props): JSX.Element {
  const text = useText();
  const rated = model.attributes.get('rated_w');
  const power = readingOf(model, 'rack.power');
  const share = typeof rated === 'number' && rated > 0 && power.value !== null ? power.value / rated : null;
  return (
    <section className="drawer-part rack-head">
      <RackElevation model={model} language={language} />
      <dl className="keys-of">
        {KEYS.map((id) => {
          const metric = findMetric(id);
          if (!metric) return null;
          return (
            <div key={id} data-metric={id}>
              <dt>{inLanguage(metric.label, language)}</dt>
              <dd>
                <MetricValue metric={metric} reading={readingOf(model, id)} language={language} />
              </dd>
              {id === 'rack.power' && typeof rated === 'number' && (
                <dd className="under">
                  <Meter share={share} severity={share !== null && share > 1 ? 'major' : 'normal'} />
                  <small className="share">{ratedShare(text, rated, share, language)}</small>
                </dd>
              )}
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function ratedShare(text: ReturnType<typeof useText>, rated: number, share: number | null, language: Language): string {
  const limit = formatValue(rated, 'W', language);
  const part = share === null ? '–' : `${formatNumber(share * 100, 0, language)} %`;
  return text('drawer.rated-share', { rated: `${limit.text} ${limit.unit}`, share: part });
}
