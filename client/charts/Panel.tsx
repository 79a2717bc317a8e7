import './charts.css';
import { type JSX, useCallback, useId, useMemo, useRef, useState } from 'react';
import { formatDate, formatTime, formatWithUnit, type Language } from '../../shared/text/format.ts';
import { palette, type Theme } from '../ui/palette.ts';
import { StateShape } from '../ui/StateShape.tsx';
import { type Say, useText } from '../ui/text.ts';
import { download, fileName } from './download.ts';
import { lineColour } from './line-colours.ts';
import { PanelCanvas } from './PanelCanvas.tsx';
import { PanelHead } from './PanelHead.tsx';
import { PanelTable } from './PanelTable.tsx';
import { PlotOverlay } from './PlotOverlay.tsx';
import type { SeriesPanel, Span } from './panel.ts';
import { panelCsv } from './panel-csv.ts';
import { partialRuns } from './panel-option.ts';
import { type LegendEntry, panelPng } from './panel-png.ts';
import { linePoints } from './panel-points.ts';
import { aggregation, extremes, saidNumber, simulatedPart } from './panel-words.ts';
import type { SharedHover } from './shared-hover.ts';

export interface PanelProps {
  panel: SeriesPanel;
  /** What is drawn of it; outside is cut off. */
  span: Span;
  /** Panels with the same one point at the same moment. */
  hover: SharedHover;
  /** The time cursor, null while live. */
  cursorAt: number | null;
  /** What the numbers are of, for exports: the resource's name. */
  subject: string;
  timeZone: string;
  language: Language;
  theme: Theme;
  /** A moment was picked: the time cursor goes there. */
  onCursor(at: number): void;
  /** A span was dragged over: show it closer, in all panels that stand together. */
  onZoom(span: Span): void;
}

/** One chart: title, readings, plot (or its table), limits, exports. */
export function Panel(props: PanelProps): JSX.Element {
  const { panel, span, hover, cursorAt, subject, timeZone, language, theme, onCursor, onZoom } = props;
  const text = useText();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [codeFailed, setCodeFailed] = useState(false);
  const failed = useCallback(() => setCodeFailed(true), []);
  const look = useMemo(() => ({ span, timeZone, language, theme }), [span, timeZone, language, theme]);
  const empty = panel.lines.every(({ buckets }) => buckets.at.length === 0);
  const label = useMemo(() => summary(panel, span, timeZone, text, language), [panel, span, timeZone, text, language]);
  const words = [`${panel.title} · ${subject}`, `${spanWords(span, timeZone)} · ${aggregation(panel, text, language)}`];
  if (simulatedPart(panel) !== 'none') words.push(text('quality.simulated'));

  const exportPng = () => {
    if (place.current === null) return;
    void panelPng(place.current, words, legendOf(panel, theme), palette(theme)).then((image) => {
      if (image) download(fileName([subject, panel.title, ...spanWords(span, timeZone).split(' ')], 'png'), image);
    });
  };
  const exportCsv = () => {
    // The mark tells spreadsheets that it is UTF-8.
    const file = new Blob(['\uFEFF', panelCsv(panel)], { type: 'text/csv;charset=utf-8' });
    download(fileName([subject, panel.title, ...spanWords(span, timeZone).split(' ')], 'csv'), file);
  };

  return (
    <section className="chart" aria-labelledby={id}>
      <PanelHead
        id={id}
        panel={panel}
        hover={hover}
        cursorAt={cursorAt}
        timeZone={timeZone}
        language={language}
        theme={theme}
      />
      {empty && (
        <p className="chart-note">
          {text('chart.empty')} <span>{text('chart.empty-why')}</span>
        </p>
      )}
      {codeFailed && <p className="chart-note">{text('chart.code-failed')}</p>}
      {!empty && (asTable || codeFailed) && <PanelTable panel={panel} timeZone={timeZone} language={language} />}
      {!empty && !asTable && !codeFailed && (
        <div ref={place} className="chart-place">
          <PanelCanvas panel={panel} look={look} onFailed={failed} />
          <PlotOverlay
            panel={panel}
            span={span}
            hover={hover}
            cursorAt={cursorAt}
            label={label}
            timeZone={timeZone}
            language={language}
            onCursor={onCursor}
            onZoom={onZoom}
          />
        </div>
      )}
      <footer className="chart-foot">
        <PanelNotes panel={panel} span={span} language={language} />
        {!empty && (
          <span className="chart-tools">
            <button type="button" className="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {text(asTable ? 'chart.show-chart' : 'chart.show-table')}
            </button>
            {!asTable && !codeFailed && (
              <button type="button" className="plain" aria-label={text('chart.png')} onClick={exportPng}>
                PNG
              </button>
            )}
            <button type="button" className="plain" aria-label={text('chart.csv')} onClick={exportCsv}>
              CSV
            </button>
          </span>
        )}
      </footer>
    </section>
  );
}

/** Limits with their source, and what the marks in the plot mean where there are some. */
function PanelNotes({ panel, span, language }: { panel: SeriesPanel; span: Span; language: Language }): JSX.Element {
  const text = useText();
  const { ladder, unit, lines } = panel;
  const uncertain = lines.some((line) =>
    linePoints(panel, line).some((point) => point.uncertain && point.value !== null),
  );
  const partial = lines.length > 0 && partialRuns(lines[0]!, panel.stepMs).length > 0;
  const away = panel.downtime?.some(({ from, to }) => to > span.from && from < span.to);
  return (
    <span className="chart-notes">
      {ladder && (
        <span className="chart-limits" title={language === 'en' ? ladder.source.en : ladder.source.zh}>
          <span className="visually-hidden">{text('chart.limits')}</span>
          {ladder.steps.map(({ severity, raise }) => (
            <span key={severity} className="chart-limit">
              <StateShape severity={severity} size={9} /> {ladder.direction === 'above' ? '>' : '<'}{' '}
              {formatWithUnit(raise, unit, language)}
            </span>
          ))}
          <small>{language === 'en' ? ladder.source.en : ladder.source.zh}</small>
        </span>
      )}
      {uncertain && <span>{text('chart.uncertain')}</span>}
      {partial && <span>{text('chart.partial')}</span>}
      {away && <span>{text('chart.off-note')}</span>}
    </span>
  );
}

/** The names of several lines; of one line the title says all. */
function legendOf({ lines }: SeriesPanel, theme: Theme): readonly LegendEntry[] {
  if (lines.length < 2) return [];
  return lines.map(({ name, colour, shiftMs }, i) => ({
    name,
    colour: lineColour(theme, colour ?? i),
    dashed: shiftMs !== undefined,
  }));
}

function spanWords({ from, to }: Span, timeZone: string): string {
  const said = (at: number) => `${formatDate(at, timeZone)} ${formatTime(at, timeZone).slice(0, 5)}`;
  return `${said(from)} – ${said(to)}`;
}

/** The chart in one sentence, for who does not see it. */
function summary(panel: SeriesPanel, span: Span, timeZone: string, text: Say, language: Language): string {
  const { min, max, last } = extremes(panel);
  const said = (at: number) => `${formatDate(at, timeZone)} ${formatTime(at, timeZone).slice(0, 5)}`;
  return text('chart.label', {
    title: panel.title,
    from: said(span.from),
    to: said(span.to),
    min: saidNumber(panel, min, language),
    max: saidNumber(panel, max, language),
    last: saidNumber(panel, last, language),
  });
}
