import type { JSX } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import { originOf, severityOf } from '../../../shared/model/sample.ts';
import { formatAge, formatNumber, type Language, NO_VALUE } from '../../../shared/text/format.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { type DrawerModel, readingOf } from './model.ts';
import { inLanguage } from './resource-name.ts';

/** The three inlet sensors, top first. */
export const SENSORS = ['rack.inlet-top', 'rack.inlet-middle', 'rack.inlet-bottom'] as const;

const USUAL_UNITS = 42;
const WIDTH = 88;
const HEIGHT = 262;
const FRAME = { x: 22, y: 6, width: 64, height: 250 } as const;
/** Sensors hang 2.0, 1.1 and 0.2 m over the floor (GB 50462-2015 §12.2.2); shares of a 2.0 m frame from its top. */
const SENSOR_SHARES = [0.035, 0.46, 0.9] as const;

/** Only what is known is drawn: the frame, its units, the sensors. What is mounted in it is not in the inventory. */
export function RackElevation({ model, language }: { model: DrawerModel; language: Language }): JSX.Element {
  const text = useText();
  const units = Number(model.attributes.get('units') ?? USUAL_UNITS);
  const inlet = readingOf(model, 'rack.inlet');
  const hottest = inlet.value === null ? -1 : originOf(inlet.flags);
  return (
    <div className="elevation">
      <Frame units={units} note={text('drawer.elevation-empty')} />
      <ul aria-label={text('drawer.elevation', { units })}>
        {SENSORS.map((id, sensor) => {
          const metric = findMetric(id);
          if (!metric) return null;
          const { value, flags, ageMs } = readingOf(model, id);
          const top = FRAME.y + FRAME.height * SENSOR_SHARES[sensor]!;
          return (
            <li
              key={id}
              data-metric={id}
              className={sensor === hottest ? 'hottest' : undefined}
              style={{ top: `${(100 * top) / HEIGHT}%` }}
              title={value === null ? undefined : formatAge(ageMs, language)}
            >
              <StateShape severity={value === null ? 'unknown' : severityOf(flags)} size={11} />
              <span className="visually-hidden">{inLanguage(metric.label, language)} </span>
              {value === null ? NO_VALUE : `${formatNumber(value, 1, language)}°`}
              {sensor === hottest && <small className="max">{text('drawer.hottest-of-three')}</small>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Frame({ units, note }: { units: number; note: string }): JSX.Element {
  const level = (unit: number) => FRAME.y + FRAME.height * (1 - unit / units);
  const all = Array.from({ length: units }, (_, i) => i + 1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <rect {...FRAME} rx="2" className="frame-line" />
      {all.slice(0, -1).map((unit) => (
        <line
          key={unit}
          x1={FRAME.x}
          x2={FRAME.x + (unit % 6 === 0 ? FRAME.width : 5)}
          y1={level(unit)}
          y2={level(unit)}
          className="unit-line"
        />
      ))}
      {all
        .filter((unit) => unit % 6 === 0)
        .map((unit) => (
          <text key={unit} x={FRAME.x - 5} y={level(unit) + (unit === units ? 8 : 3.5)} className="unit-mark">
            {unit}
          </text>
        ))}
      <text x={FRAME.x + FRAME.width / 2} y={FRAME.y + FRAME.height / 2} className="unit-note">
        {note}
      </text>
    </svg>
  );
}
