import {
  type JSX,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { formatDate, formatTime, type Language } from '../../shared/text/format.ts';
import { useText } from '../ui/text.ts';
import type { SeriesPanel, Span } from './panel.ts';
import { PLOT_INSETS } from './panel-option.ts';
import { saidAt } from './panel-words.ts';
import type { SharedHover } from './shared-hover.ts';

interface Props {
  panel: SeriesPanel;
  span: Span;
  hover: SharedHover;
  /** The time cursor, null while live. */
  cursorAt: number | null;
  label: string;
  timeZone: string;
  language: Language;
  onCursor(at: number): void;
  onZoom(span: Span): void;
}

/** A press that moves less than this is a click. */
const DRAG_PX = 6;
/** A step of the keyboard where a panel has no buckets to step by. */
const STEPS = 100;
const SECOND_MS = 1_000;

/** What lies over the plot: the shared pointer line, the time cursor, selecting a span to look closer. */
export function PlotOverlay(props: Props): JSX.Element {
  const { panel, span, hover, cursorAt, label, timeZone, language, onCursor, onZoom } = props;
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ x: number; at: number } | null>(null);
  const [marked, setMarked] = useState<Span | null>(null);
  const moment = useSyncExternalStore(hover.subscribe, hover.get, hover.get);
  useEffect(() => () => hover.set(null), [hover]);

  const length = span.to - span.from;
  const atOf = ({ clientX }: PointerEvent) => {
    const box = place.current!.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return span.from + share * length;
  };
  const move = (event: PointerEvent) => {
    const at = atOf(event);
    hover.set(at);
    const from = pressed.current;
    if (from !== null && Math.abs(event.clientX - from.x) >= DRAG_PX) setMarked(ordered(from.at, at));
  };
  const release = (event: PointerEvent) => {
    const from = pressed.current;
    pressed.current = null;
    setMarked(null);
    if (from === null) return;
    const at = atOf(event);
    if (Math.abs(event.clientX - from.x) < DRAG_PX) onCursor(at);
    else onZoom(ordered(from.at, at));
  };
  const step = Math.max(panel.stepMs, length / STEPS);
  const keys = (event: KeyboardEvent) => {
    const from = moment ?? cursorAt ?? span.to;
    const by = { ArrowLeft: -step, ArrowRight: step, PageUp: -10 * step, PageDown: 10 * step }[event.key];
    if (by !== undefined) hover.set(Math.min(span.to, Math.max(span.from, from + by)));
    else if (event.key === 'Enter' && moment !== null) onCursor(moment);
    else return;
    event.preventDefault();
  };
  const leave = () => {
    if (pressed.current === null) hover.set(null);
  };
  const x = (at: number) => `${(100 * (at - span.from)) / length}%`;
  const inSpan = (at: number | null): at is number => at !== null && at >= span.from && at <= span.to;
  const shown = moment ?? cursorAt ?? span.to;
  const reading = panel.lines
    .map((line) => {
      const said = saidAt(panel, line, shown, text, language);
      return panel.lines.length > 1 ? `${line.name} ${said}` : said;
    })
    .join('; ');

  return (
    <div
      ref={place}
      className="chart-plot"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.round(span.from / 1000)}
      aria-valuemax={Math.round(span.to / 1000)}
      aria-valuenow={Math.round(shown / 1000)}
      aria-valuetext={`${formatDate(shown, timeZone)} ${formatTime(shown, timeZone)}: ${reading}`}
      title={text('chart.keys')}
      style={{
        left: PLOT_INSETS.left,
        right: PLOT_INSETS.right,
        top: PLOT_INSETS.top,
        bottom: PLOT_INSETS.bottom,
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        pressed.current = { x: event.clientX, at: atOf(event) };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        pressed.current = null;
        setMarked(null);
        hover.set(null);
      }}
      onPointerLeave={leave}
      onBlur={leave}
      onKeyDown={keys}
    >
      {marked && (
        <span className="chart-marked" style={{ left: x(marked.from), right: `calc(100% - ${x(marked.to)})` }} />
      )}
      {inSpan(cursorAt) && <span className="chart-cursor" style={{ left: x(cursorAt) }} />}
      {inSpan(moment) && <span className="chart-hover" style={{ left: x(moment) }} />}
    </div>
  );
}

/** By whole seconds, and one at least: history answers no finer. */
function ordered(a: number, b: number): Span {
  const from = Math.floor(Math.min(a, b) / SECOND_MS) * SECOND_MS;
  return { from, to: Math.max(from + SECOND_MS, Math.ceil(Math.max(a, b) / SECOND_MS) * SECOND_MS) };
}
