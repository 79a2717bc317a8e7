import type { JSX } from 'react';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { freshnessOf, isSimulated, qualityOf, reasonOf, severityOf } from '../../../shared/model/sample.ts';
import { formatAge, formatWithUnit, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { Figure } from '../../ui/Figure.tsx';
import { SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { type Say, useText } from '../../ui/text.ts';
import { definitionWords, inLanguage } from './definition-words.ts';
import type { LiveValue } from './live-values.ts';

interface Props {
  values: readonly LiveValue[];
  /** Who sends a metric, by its id; empty while that is not known, and in the past. */
  sources: ReadonlyMap<string, string | null>;
  inPast: boolean;
  language: Language;
}

/** Every metric of the kind: what it is, what it reads, how far that can be believed and who says so. */
export function ValueTable({ values, sources, inPast, language }: Props): JSX.Element {
  const text = useText();
  return (
    <section className="resource-part">
      <h3>{text(inPast ? 'resource.values-then' : 'resource.values')}</h3>
      {values.length === 0 ? (
        <p className="muted">{text('resource.no-metrics')}</p>
      ) : (
        <table className="resource-values">
          <thead>
            <tr>
              <th scope="col">{text('resource.column-metric')}</th>
              <th scope="col" className="number">
                {text('resource.column-value')}
              </th>
              <th scope="col">{text('resource.column-state')}</th>
              <th scope="col" className="number">
                {text('resource.column-age')}
              </th>
              <th scope="col">{text('resource.column-quality')}</th>
              <th scope="col">{text('resource.column-source')}</th>
            </tr>
          </thead>
          <tbody>
            {values.map((value) => (
              <Row
                key={value.metric.id}
                live={value}
                source={sources.get(value.metric.id) ?? null}
                language={language}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ live, source, language }: { live: LiveValue; source: string | null; language: Language }): JSX.Element {
  const text = useText();
  const { metric, value, flags, ageMs } = live;
  const state = metric.states?.find((known) => known.value === value);
  const heard = qualityOf(flags) !== 'none';
  const judged = metric.ladder !== undefined || metric.states !== undefined;
  const severity = severityOf(flags);
  return (
    <tr data-metric={metric.id}>
      <th scope="row">
        {inLanguage(metric.label, language)}
        <Definition metric={metric} language={language} />
      </th>
      <td className="number value">
        <Figure
          value={value}
          unit={metric.unit}
          flags={flags}
          ageMs={ageMs}
          language={language}
          {...(state && { words: inLanguage(state.label, language) })}
        />
      </td>
      <td className={heard && (judged || severity !== 'normal') ? undefined : 'none'}>
        {heard && (judged || severity !== 'normal') ? (
          <span className="resource-word" style={{ color: `var(--${severity})` }}>
            <StateShape severity={severity} size={11} decorative /> {text(`state.${severity}`)}
          </span>
        ) : (
          NO_VALUE
        )}
      </td>
      <td className="number">{formatAge(ageMs, language)}</td>
      <td>
        {qualityWords(flags, text)} {heard && isSimulated(flags) && <SimulatedMark />}
      </td>
      <td>{source ?? (metric.derive && heard ? text('resource.source-derived') : NO_VALUE)}</td>
    </tr>
  );
}

/** Its name in the standard, what it is or how it is derived, the limits that it is judged by and where those come from. */
function Definition({ metric, language }: { metric: MetricDefinition; language: Language }): JSX.Element {
  const text = useText();
  const words = definitionWords(metric, text, language);
  const { ladder } = metric;
  return (
    <>
      {metric.standard !== undefined && <small>{metric.standard}</small>}
      {words !== null && <small>{words}</small>}
      {ladder && (
        <small title={inLanguage(ladder.source, language)}>
          <span className="visually-hidden">{text('resource.limit')} </span>
          {ladder.steps.map(({ severity, raise }) => (
            <span key={severity} className="resource-limit">
              <StateShape severity={severity} size={9} /> {ladder.direction === 'above' ? '>' : '<'}{' '}
              {formatWithUnit(raise, metric.unit, language)}
            </span>
          ))}
          {inLanguage(ladder.source, language)}
        </small>
      )}
    </>
  );
}

/** "Live", "Stale · the source stopped reporting", "No data". */
function qualityWords(flags: number, text: Say): string {
  const quality = qualityOf(flags);
  if (quality === 'none') return text('quality.none');
  const reason = reasonOf(flags);
  return [
    text(`freshness.${freshnessOf(flags)}`),
    ...(quality === 'good' ? [] : [text(`chart.quality-${quality}`)]),
    ...(quality !== 'good' && reason !== 'none' ? [text(`reason.${reason}`)] : []),
  ].join(' · ');
}
