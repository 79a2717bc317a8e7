import type { JSX, ReactNode } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition, Unit } from '../../../shared/metrics/metric.ts';
import { SEVERITIES, SEVERITY_RANK, type Severity } from '../../../shared/model/sample.ts';
import { formatCount, formatValue, type Language } from '../../../shared/text/format.ts';
import { cividis } from '../../ui/palette.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { metricOfLayer } from './metric-layers.ts';
import type { SceneLook } from './scene.ts';

interface Props {
  look: SceneLook;
  /** Top of the metric's scale, base unit. */
  scaleTop: number;
  /** Sites in service by severity, in the order of SEVERITIES; null: not known yet. */
  counts: readonly number[] | null;
  /** Groups stand for the sites: they show states, whatever the sectors' colour would say. */
  grouped: boolean;
  /** More marks for the list of them, and what else is on the map. */
  marks?: ReactNode;
  children?: ReactNode;
}

/** What shapes and colours on the map mean, with the numbers that are there now. */
export function Legend(props: Props): JSX.Element {
  const text = useText();
  return (
    <section className="map-panel legend" aria-label={text('operations.legend')}>
      {props.grouped || props.look.layer === 'state' ? (
        <States {...props} />
      ) : (
        <Scale metric={metricOfLayer(props.look.layer)} top={props.scaleTop} language={props.look.language} />
      )}
      <ul className="legend-marks">
        {MARKS.filter((kind) => !props.grouped || kind === 'planned').map((kind) => (
          <Mark key={kind} kind={kind} />
        ))}
        {props.grouped && <Mark kind="group" />}
        {props.look.alarms && <Mark kind="alarm" />}
        {props.marks}
      </ul>
      {props.look.backhaul && (
        <div className="legend-part">
          <Scale metric={findMetric('backhaul-link.utilization') ?? null} top={100} language={props.look.language} />
        </div>
      )}
      {props.look.circleM !== null && <CircleKey radiusM={props.look.circleM} />}
      {props.children}
    </section>
  );
}

const MARKS = ['planned', 'building', 'out', 'stale', 'no-data', 'aside'] as const;

function CircleKey({ radiusM }: { radiusM: number }) {
  const text = useText();
  return (
    <p className="legend-part legend-circle">
      <span aria-hidden="true" />
      {text('operations.circle-key', { km: radiusM / 1000 })}
    </p>
  );
}

const WORST_FIRST: readonly Severity[] = [...SEVERITIES].sort((a, b) => SEVERITY_RANK[b] - SEVERITY_RANK[a]);

function States({ counts, look: { language } }: Props) {
  const text = useText();
  return (
    <>
      <h2>{text('operations.legend-states')}</h2>
      <ul className="legend-states">
        {WORST_FIRST.map((severity) => {
          const count = counts?.[SEVERITIES.indexOf(severity)];
          const shown = count === undefined ? '–' : formatCount(count, language);
          const state = text(`state.${severity}`);
          return (
            <li key={severity} className={count ? '' : 'none'}>
              <span className="visually-hidden">{text('operations.sites-in-state', { state, count: shown })}</span>
              <span aria-hidden="true">
                <StateShape severity={severity} decorative /> {state} <b>{shown}</b>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const STEPS = 12;
const GRADIENT = `linear-gradient(90deg, ${Array.from({ length: STEPS + 1 }, (_, i) => `rgb(${cividis(i / STEPS).join(' ')})`).join(', ')})`;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

interface ScaleProps {
  metric: MetricDefinition | null;
  /** Base unit. */
  top: number;
  language: Language;
}

function Scale({ metric, top: scaleTop, language }: ScaleProps) {
  const text = useText();
  if (!metric) return null;
  const limits = metric.ladder?.steps.map((step) => step.raise) ?? [];
  const unit = formatValue(scaleTop, metric.unit, language).unit;
  return (
    <>
      <h2>
        {metric.label[language === 'zh-CN' ? 'zh' : 'en']}
        {unit !== '' && ` (${unit})`}
        {limits.length > 0 && (
          <span className="limit-word">
            {' · '}
            {text('operations.legend-limit', {
              limit: `${limits.map((limit) => inUnitOf(limit, scaleTop, metric.unit, language)).join(' / ')} ${unit}`,
            })}
          </span>
        )}
      </h2>
      <div className="legend-bar" style={{ background: GRADIENT }}>
        {limits.map((limit) => (
          <span key={limit} className="limit" style={{ left: `${(100 * limit) / scaleTop}%` }} />
        ))}
      </div>
      <div className="legend-ticks">
        {TICKS.map((part) => (
          <span key={part}>{inUnitOf(part * scaleTop, scaleTop, metric.unit, language)}</span>
        ))}
      </div>
    </>
  );
}

/** A tick in the SI prefix of the scale's top, so that the one unit in the title serves all ticks. */
function inUnitOf(value: number, top: number, unit: Unit, language: Language): string {
  const prefixed = formatValue(top, unit, language).unit !== unit && unit !== 'count';
  const factor = prefixed ? 1000 ** Math.floor(Math.log10(top) / 3) : 1;
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value / factor);
}

function Mark({ kind }: { kind: (typeof MARKS)[number] | 'group' | 'alarm' }) {
  const text = useText();
  return (
    <li>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none">
        {kind === 'planned' && <circle cx="8" cy="8" r="5" stroke="var(--faint)" strokeWidth="1.5" />}
        {kind === 'building' && (
          <>
            <path d="M8 3a5 5 0 0 0 0 10Z" fill="var(--muted)" />
            <circle cx="8" cy="8" r="5" stroke="var(--faint)" strokeWidth="1.5" />
          </>
        )}
        {kind === 'alarm' && (
          <>
            <circle cx="8" cy="8" r="6.5" stroke="var(--major)" strokeWidth="1.5" />
            <path d="M8 4.4 11.6 8 8 11.6 4.4 8Z" fill="var(--major)" />
          </>
        )}
        {kind === 'group' && (
          <>
            <circle cx="8" cy="8" r="5.5" stroke="var(--normal)" strokeWidth="2" />
            <path d="M8 2.5a5.5 5.5 0 0 0-5.3 4" stroke="var(--critical)" strokeWidth="3.5" />
          </>
        )}
        {kind === 'out' && <path d={WEDGE} stroke="var(--critical)" strokeWidth="1.5" />}
        {kind === 'aside' && <path d={WEDGE} stroke="var(--unknown)" strokeWidth="1.5" />}
        {kind === 'stale' && (
          <>
            <path d={WEDGE} fill="var(--normal)" />
            <path d="M4.6 7 8.6 3M5.4 10 11.4 4M7.4 12 11.9 7.4" stroke="var(--stale)" strokeWidth="1.8" />
          </>
        )}
        {kind === 'no-data' && <path d={WEDGE} stroke="var(--unknown)" strokeWidth="1.5" strokeDasharray="2.4 1.8" />}
      </svg>
      {text(`operations.legend-${kind}`)}
    </li>
  );
}

/** A sector's wedge towards the north. */
const WEDGE = 'M8 14 2.6 4.6A10.8 10.8 0 0 1 13.4 4.6Z';
