import type { JSX } from 'react';
import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { severityOf } from '../../../shared/model/sample.ts';
import { formatWithUnit, type Language } from '../../../shared/text/format.ts';
import { Figure } from '../../ui/Figure.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type DrawerModel, type DrawerReading, readingOf, stateLabel } from './model.ts';
import { inLanguage } from './resource-name.ts';

interface Props {
  model: DrawerModel;
  language: Language;
  /** Metrics that stand elsewhere in the drawer. */
  without?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Every metric of the kind, as the catalogue lists them, with the limits that they are judged by. */
export function MetricTable({ model, language, without = NONE }: Props): JSX.Element | null {
  const text = useText();
  const metrics = ordered(metricsOf(model.kind));
  if (metrics.length === 0) return null;
  return (
    <section className="drawer-part">
      <h3>{text('drawer.metrics')}</h3>
      <table className="metrics">
        <tbody>
          {metrics
            .filter((metric) => !without.has(metric.id))
            .map((metric) => (
              <tr key={metric.id} data-metric={metric.id}>
                <th scope="row">
                  {inLanguage(metric.label, language)}
                  {metric.standard !== undefined && <small>{metric.standard}</small>}
                </th>
                <td>
                  <MetricValue metric={metric} reading={readingOf(model, metric.id)} language={language} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <Limits metrics={metrics} language={language} />
    </section>
  );
}

/** Values that sum up others come first: they are what people look for. */
function ordered(metrics: readonly MetricDefinition[]): readonly MetricDefinition[] {
  return [...metrics.filter((metric) => metric.derive), ...metrics.filter((metric) => !metric.derive)];
}

interface ValueProps {
  metric: MetricDefinition;
  reading: DrawerReading;
  language: Language;
}

/** A value with its quality by look; states read by name with their shape. */
export function MetricValue({ metric, reading, language }: ValueProps): JSX.Element {
  const label = stateLabel(metric, reading.value);
  const { value, flags, ageMs } = reading;
  if (!label)
    return <Figure value={value} unit={metric.unit} flags={flags} ageMs={ageMs} language={language} withState />;
  return (
    <span className="figure named">
      <StateShape severity={severityOf(flags)} size={13} decorative />
      <span style={{ color: `var(--${severityOf(flags)})` }}>{inLanguage(label, language)}</span>
    </span>
  );
}

/** The ladders that the kind's metrics share, once each, with the document that they come from. */
function Limits({
  metrics,
  language,
}: {
  metrics: readonly MetricDefinition[];
  language: Language;
}): JSX.Element | null {
  const text = useText();
  const ladders = new Map<string, MetricDefinition>();
  for (const metric of metrics) if (metric.ladder) ladders.set(inLanguage(metric.ladder.source, language), metric);
  if (ladders.size === 0) return null;
  return (
    <div className="limits">
      {[...ladders].map(([source, { ladder, unit }]) => (
        <p key={source}>
          <span className="muted">{text('drawer.limits')}</span>{' '}
          {ladder?.steps.map((step) => (
            <span key={step.severity} className="limit">
              <StateShape severity={step.severity} size={10} /> {ladder.direction === 'above' ? '>' : '<'}{' '}
              {formatWithUnit(step.raise, unit, language)}
            </span>
          ))}
          <small>{source}</small>
        </p>
      ))}
    </div>
  );
}
