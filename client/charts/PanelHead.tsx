import { type JSX, useSyncExternalStore } from 'react';
import { formatDate, formatTime, type Language } from '../../shared/text/format.ts';
import type { Theme } from '../ui/palette.ts';
import { SimulatedMark } from '../ui/SimulatedBadge.tsx';
import { useText } from '../ui/text.ts';
import { lineColour } from './line-colours.ts';
import type { SeriesPanel } from './panel.ts';
import { aggregation, saidAt, saidBucket, simulatedPart } from './panel-words.ts';
import type { SharedHover } from './shared-hover.ts';

interface Props {
  panel: SeriesPanel;
  hover: SharedHover;
  cursorAt: number | null;
  timeZone: string;
  language: Language;
  theme: Theme;
  id: string;
}

/** What the panel is of, and what it reads at the pointer, at the time cursor, or last. */
export function PanelHead({ panel, hover, cursorAt, timeZone, language, theme, id }: Props): JSX.Element {
  const text = useText();
  const moment = useSyncExternalStore(hover.subscribe, hover.get, hover.get) ?? cursorAt;
  const simulated = simulatedPart(panel);
  return (
    <header className="chart-head">
      <h4 id={id}>
        {panel.title} <span className="chart-how">{aggregation(panel, text, language)}</span>
      </h4>
      {simulated === 'all' && <SimulatedMark />}
      {simulated === 'some' && <span className="simulated-badge small">{text('chart.part-simulated')}</span>}
      <ul className="chart-readings tabular">
        {panel.lines.map((line, i) => {
          const at = moment ?? line.buckets.at.at(-1) ?? 0;
          const said =
            moment === null
              ? saidBucket(panel, line, line.buckets.at.length - 1, text, language)
              : saidAt(panel, line, moment, text, language);
          return (
            <li key={line.key}>
              {panel.lines.length > 1 && (
                <>
                  <span
                    className="chart-swatch"
                    style={swatch(lineColour(theme, line.colour ?? i), line.shiftMs !== undefined)}
                  />
                  <span className="chart-name">{line.name}</span>
                </>
              )}
              <b>{said}</b>
              {i === 0 && at > 0 && (
                <time>
                  {formatDate(at, timeZone).slice(5)} {formatTime(at, timeZone)}
                </time>
              )}
            </li>
          );
        })}
      </ul>
    </header>
  );
}

/** As the line is drawn: whole, or dashed for another day. */
function swatch(colour: string, dashed: boolean): { background: string } {
  return { background: dashed ? `linear-gradient(90deg, ${colour} 40%, transparent 40% 60%, ${colour} 60%)` : colour };
}
