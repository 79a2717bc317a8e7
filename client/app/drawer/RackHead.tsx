import type { JSX } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import { originOf, type Severity, severityOf } from '../../../shared/model/sample.ts';
import { formatNumber, formatValue, type Language } from '../../../shared/text/format.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useText } from '../../ui/text.ts';
import { MetricValue } from './MetricTable.tsx';
import { type DrawerModel, type DrawerReading, readingOf } from './model.ts';
import { inLanguage } from './resource-name.ts';

const SENSORS = ['rack.inlet-top', 'rack.inlet-middle', 'rack.inlet-bottom'] as const;
/** The key numbers beside the elevation. */
const KEYS = ['rack.inlet', 'rack.humidity', 'rack.outlet', 'rack.power', 'rack.current-a', 'rack.current-b'] as const;
const USUAL_UNITS = 42;

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
            <div key={id}>
              <dt>{inLanguage(metric.label, language)}</dt>
              <dd>
                <MetricValue metric={metric} reading={readingOf(model, id)} language={language} />
              </dd>
              {id === 'rack.power' && typeof rated === 'number' && (
                <dd className="under">
                  <Meter share={share} severity={share !== null && share > 1 ? 'major' : 'normal'} />
                  <small>{ratedShare(text, rated, share, language)}</small>
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

const WIDTH = 150;
const HEIGHT = 262;
const FRAME = { x: 24, y: 8, width: 62, height: 246 } as const;
/** Heights of the sensors as shares of the frame from its top: 2.0, 1.1 and 0.2 m of a 42 U frame. */
const SENSOR_SHARES = [0.04, 0.46, 0.9] as const;

/** Only what is known is drawn: the frame, its units, the sensors. What is mounted in it is not in the inventory. */
function RackElevation({ model, language }: Props): JSX.Element {
  const text = useText();
  const units = Number(model.attributes.get('units') ?? USUAL_UNITS);
  const inlet = readingOf(model, 'rack.inlet');
  const hottest = inlet.value === null ? -1 : originOf(inlet.flags);
  const marks = Array.from({ length: Math.floor(units / 6) }, (_, i) => (i + 1) * 6);
  const level = (unit: number) => FRAME.y + FRAME.height * (1 - unit / units);
  return (
    <svg
      className="elevation"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={text('drawer.elevation', { units })}
    >
      <rect {...FRAME} rx="2" className="frame-line" />
      {Array.from({ length: units - 1 }, (_, i) => i + 1).map((unit) => (
        <line
          key={unit}
          x1={FRAME.x}
          x2={FRAME.x + (unit % 6 === 0 ? FRAME.width : 5)}
          y1={level(unit)}
          y2={level(unit)}
          className="unit-line"
        />
      ))}
      {marks.map((unit) => (
        <text key={unit} x={FRAME.x - 5} y={level(unit) + (unit === units ? 8 : 3.5)} className="unit-mark">
          {unit}
        </text>
      ))}
      <text x={FRAME.x + FRAME.width / 2} y={FRAME.y + FRAME.height / 2} className="unit-note">
        {text('drawer.elevation-empty')}
      </text>
      {SENSORS.map((id, sensor) => (
        <Sensor
          key={id}
          y={FRAME.y + FRAME.height * SENSOR_SHARES[sensor]!}
          reading={readingOf(model, id)}
          hottest={sensor === hottest}
          language={language}
        />
      ))}
    </svg>
  );
}

interface SensorProps {
  y: number;
  reading: DrawerReading;
  hottest: boolean;
  language: Language;
}

function Sensor({ y, reading, hottest, language }: SensorProps): JSX.Element {
  const text = useText();
  const severity: Severity = reading.value === null ? 'unknown' : severityOf(reading.flags);
  const x = FRAME.x + FRAME.width;
  const value = reading.value === null ? '–' : `${formatNumber(reading.value, 1, language)}°`;
  return (
    <g className={hottest ? 'sensor hottest' : 'sensor'}>
      <line x1={x} x2={x + 6} y1={y} y2={y} className="unit-line" />
      <circle
        cx={x + 11}
        cy={y}
        r="4.5"
        fill={reading.value === null ? 'none' : `var(--${severity})`}
        stroke={`var(--${severity})`}
      />
      <text x={x + 20} y={y + 4}>
        {value}
      </text>
      {hottest && (
        <text x={x + 20} y={y + 17} className="sensor-note">
          {text('drawer.hottest-of-three')}
        </text>
      )}
    </g>
  );
}
