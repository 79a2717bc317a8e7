import type { JSX } from 'react';
import type { Unit } from '../../shared/metrics/metric.ts';
import { freshnessOf, isSimulated, qualityOf, reasonOf, severityOf } from '../../shared/model/sample.ts';
import { formatAge, formatValue, type Language } from '../../shared/text/format.ts';
import { StateShape } from './StateShape.tsx';
import { type Say, useText } from './text.ts';

interface Props {
  /** In the metric's base unit; null where there is none. */
  value: number | null;
  unit: Unit;
  /** Word of shared/model/sample.ts; absent for a value that has never been. */
  flags?: number | undefined;
  ageMs?: number | undefined;
  language: Language;
  /** What it is measured against, in the same unit: "11.2 / 20 Tbit/s". */
  of?: number;
  /** Puts the shape of the value's state before it when it is not normal. */
  withState?: boolean;
  /** What the value of an enumerated metric is called. */
  words?: string;
}

/** A number with its unit; its quality by look (stale hatched, late dimmed), its age and quality in words on hover. */
export function Figure({ value, unit, flags = 0, ageMs, language, of, withState = false, words }: Props): JSX.Element {
  const text = useText();
  const parts = formatValue(value, unit, language);
  const whole = of === undefined ? undefined : formatValue(of, unit, language);
  const unitLast = whole?.unit === parts.unit;
  const freshness = value === null ? 'live' : freshnessOf(flags);
  const severity = severityOf(flags);
  const shown = withState && value !== null && severity !== 'normal';
  return (
    <span className={`figure ${freshness}`} title={explain(text, value, flags, ageMs, language)}>
      {shown && <StateShape severity={severity} size={14} />}
      <span className="number" style={shown ? { color: `var(--${severity})` } : undefined}>
        {words ?? parts.text}
      </span>
      {parts.unit !== '' && !unitLast && <span className="unit">{parts.unit}</span>}
      {whole && (
        <span className="unit">
          / {whole.text.replace(/\.0+$/, '')} {whole.unit}
        </span>
      )}
      {freshness === 'stale' && ageMs !== undefined && <span className="age">{formatAge(ageMs, language)}</span>}
    </span>
  );
}

function explain(
  text: Say,
  value: number | null,
  flags: number,
  ageMs: number | undefined,
  language: Language,
): string {
  if (value === null) return text('quality.none');
  const words = [text(`freshness.${freshnessOf(flags)}`)];
  if (ageMs !== undefined && Number.isFinite(ageMs)) words.push(formatAge(ageMs, language));
  const reason = reasonOf(flags);
  if (qualityOf(flags) !== 'good' && reason !== 'none') words.push(text(`reason.${reason}`));
  if (isSimulated(flags)) words.push(text('quality.simulated'));
  return words.join(' · ');
}
