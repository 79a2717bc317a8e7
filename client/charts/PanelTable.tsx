import type { JSX } from 'react';
import { formatCount, formatDate, formatTime, type Language } from '../../shared/text/format.ts';
import { useText } from '../ui/text.ts';
import type { PanelLine, SeriesPanel } from './panel.ts';
import { saidNumber, saidQuality, saidShare } from './panel-words.ts';

interface Props {
  panel: SeriesPanel;
  timeZone: string;
  language: Language;
}

/** What the chart draws as a table, newest first: for the keyboard, screen readers, and who wants the numbers. */
export function PanelTable({ panel, timeZone, language }: Props): JSX.Element {
  const text = useText();
  const several = panel.lines.length > 1;
  const buckets = panel.stepMs > 0;
  return (
    <section className="chart-table" ref={scrollByKeys} aria-label={panel.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text('chart.column-time')}</th>
            {several && <th scope="col">{text('chart.column-series')}</th>}
            <th scope="col">{text(buckets ? 'chart.column-mean' : 'chart.column-value')}</th>
            {buckets && (
              <>
                <th scope="col">{text('chart.column-min')}</th>
                <th scope="col">{text('chart.column-max')}</th>
                <th scope="col">{text('chart.column-last')}</th>
                <th scope="col">{text('chart.column-count')}</th>
                <th scope="col">{text('chart.column-coverage')}</th>
              </>
            )}
            <th scope="col">{text('chart.column-quality')}</th>
          </tr>
        </thead>
        <tbody>
          {panel.lines.map((line) => (
            <Rows key={line.key} panel={panel} line={line} several={several} timeZone={timeZone} language={language} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What scrolls must be reachable by keyboard even where nothing in it is a control. */
function scrollByKeys(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0;
}

function Rows({ panel, line, several, timeZone, language }: Props & { line: PanelLine; several: boolean }) {
  const text = useText();
  const { at, mean, min, max, last, count, coverage, quality } = line.buckets;
  const newestFirst = at.map((_, i) => at.length - 1 - i);
  const said = (value: number | null | undefined) => saidNumber(panel, value, language);
  return newestFirst.map((i) => {
    const moment = at[i]! + (line.shiftMs ?? 0);
    return (
      <tr key={at[i]}>
        <th scope="row">
          {formatDate(moment, timeZone).slice(5)} {formatTime(moment, timeZone)}
        </th>
        {several && <td>{line.name}</td>}
        <td>{said(panel.states === undefined ? mean[i] : (last?.[i] ?? mean[i]))}</td>
        {panel.stepMs > 0 && (
          <>
            <td>{said(min[i])}</td>
            <td>{said(max[i])}</td>
            <td>{said(last?.[i])}</td>
            <td>{formatCount(count[i] ?? 0, language)}</td>
            <td>{saidShare(coverage[i], language)}</td>
          </>
        )}
        <td>{saidQuality(quality[i] ?? 0, text)}</td>
      </tr>
    );
  });
}
