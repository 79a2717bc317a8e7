import { type JSX, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { formatCount, formatDuration, formatTime } from '../../shared/text/format.ts';
import type { AlarmsView } from '../live/alarms.ts';
import { useAlarms } from '../live/alarms-react.ts';
import { useLiveStore } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { withParam } from '../state/query.ts';
import { useSelection } from '../state/selection.ts';
import {
  countdownWords,
  effectWords,
  limitWords,
  nameWords,
  placeWords,
  problemWords,
  shapeOf,
} from '../ui/alarm-words.ts';
import { Notice } from '../ui/Notice.tsx';
import { SimulatedMark } from '../ui/SimulatedBadge.tsx';
import { StateShape } from '../ui/StateShape.tsx';
import { type Say, useText } from '../ui/text.ts';
import { useNow } from '../ui/use-now.ts';
import { ActionReport } from '../views/alarms/ActionBar.tsx';
import { NameDialog } from '../views/alarms/ActionDialog.tsx';
import { matcher, readFilter } from '../views/alarms/filter.ts';
import { type AlarmRow, alarmRows } from '../views/alarms/rows.ts';
import { type Around, StateChips } from '../views/alarms/StateChips.tsx';
import { useActions } from '../views/alarms/use-actions.ts';
import { AttentionList } from './AttentionList.tsx';
import { useAttentionFilter } from './attention-filter.ts';
import './dock-alarms.css';
import '../views/alarms/alarm-detail.css';
import { stepped } from './dock-step.ts';

const REDRAW_MS = 1_000;
const FRESH_MS = 5_000;
/** By then the first view has drawn; the Alarms view is fetched before anybody goes there. */
const PRELOAD_MS = 3_000;
/** Beyond these the page has them all. */
const SHOWN = 60;
const NOTHING_OPEN: ReadonlySet<string> = new Set();

/** The open alarms by root cause; what needs attention on a server without alarms. */
export function DockAlarms({ timeZone }: { timeZone: string }): JSX.Element {
  const view = useAlarms();
  useEffect(() => {
    // A failure is told when the view is opened, which asks again.
    const timer = setTimeout(() => void import('../views/alarms/Alarms.tsx').catch(() => undefined), PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  if (view.state === 'absent') return <AttentionList timeZone={timeZone} />;
  return <AlarmDock view={view} timeZone={timeZone} />;
}

function AlarmDock({ view, timeZone }: { view: AlarmsView; timeZone: string }) {
  const text = useText();
  const { language } = usePreferences();
  const filter = useAttentionFilter();
  const [expanded, setExpanded] = useState(NOTHING_OPEN);
  const list = useMemo(() => {
    const isOpen = matcher(readFilter(() => null));
    const { severity } = filter;
    return alarmRows(
      view.alarms,
      (alarm) => isOpen(alarm) && (severity === null || shapeOf(alarm.severity) === severity),
      expanded,
      'severity',
    );
  }, [view.alarms, filter, expanded]);
  const fold = (id: string, open: boolean) => {
    setExpanded((before) => new Set(open ? [...before, id] : [...before].filter((one) => one !== id)));
  };
  return (
    <section aria-labelledby="dock-alarms-title" className="attention dock-alarms">
      <div className="attention-head">
        <h3 id="dock-alarms-title">{text('alarms.dock-title')}</h3>
        {filter.severity !== null && (
          <button type="button" className="plain filter" onClick={filter.clear}>
            {text(`state.${filter.severity}`)} · {text('attention.show-all')}
          </button>
        )}
        <span className="count">
          {text('alarms.dock-count', {
            roots: formatCount(list.roots, language),
            alarms: formatCount(list.alarms, language),
          })}
        </span>
        <Link to="/alarms" className="filter">
          {text('alarms.dock-all')}
        </Link>
      </div>
      {view.state === 'reloading' && <p className="dock-doubt">{text('alarms.reloading')}</p>}
      <Nothing view={view} rows={list.rows.length} />
      <Rows rows={list.rows.slice(0, SHOWN)} at={view.at} timeZone={timeZone} onFold={fold} />
      {list.rows.length > SHOWN && (
        <Link to="/alarms" className="dock-more">
          {text('alarms.dock-more', { count: formatCount(list.rows.length - SHOWN, language) })}
        </Link>
      )}
    </section>
  );
}

function Nothing({ view, rows }: { view: AlarmsView; rows: number }) {
  const text = useText();
  if (rows > 0) return null;
  if (view.notKept) {
    return (
      <Notice title={text('alarms.not-kept')}>
        <p>{text('alarms.not-kept-why')}</p>
      </Notice>
    );
  }
  if (view.failure !== null) return <Notice title={text('alarms.failed', { what: view.failure })} />;
  if (view.state === 'loading') return <Notice title={text('alarms.loading')} />;
  if (view.alarms.size > 0) return <Notice title={text('alarms.none-of')} />;
  return (
    <Notice title={text('alarms.none')}>
      <p>{text('alarms.none-why')}</p>
    </Notice>
  );
}

/** The keys of a row that has the focus; others stay with the page. */
const ROW_KEYS = 'J K A Enter';

interface RowsProps {
  rows: readonly AlarmRow[];
  /** The moment of the past that is shown; null for the present. */
  at: number | null;
  timeZone: string;
  onFold(id: string, open: boolean): void;
}

function Rows({ rows, at, timeZone, onFold }: RowsProps) {
  const { language } = usePreferences();
  const store = useLiveStore();
  const here = useNow(REDRAW_MS);
  const now = at ?? here + store.link().offsetMs;
  const [selection, select] = useSelection();
  const actions = useActions();
  const navigate = useNavigate();
  const { search } = useLocation();
  const text = useText();
  const around: Around = { language, now, timeZone };
  const keys = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('.attention-row')];
    const place = buttons.findIndex((button) => button.parentElement?.contains(event.target as HTMLElement));
    const alarm = rows[place]?.alarm;
    const next = stepped(event.key, place, buttons.length);
    if (alarm === undefined) return;
    if (next !== null) buttons[next]?.focus();
    else if (event.key === 'a' && at === null) actions.start('acknowledge', [alarm]);
    // On the button that unfolds, Enter is its own.
    else if (event.key === 'Enter' && event.target === buttons[place]) {
      navigate(`/alarms${withParam(search, 'alarm', alarm.id)}`);
    } else return;
    event.preventDefault();
  };
  return (
    <>
      {actions.report !== null && <ActionReport report={actions.report} onDismiss={actions.dismiss} {...around} />}
      <ul aria-label={text('alarms.dock-title')} aria-description={text('alarms.dock-keys')} onKeyDown={keys}>
        {rows.map((row) => (
          <li key={row.alarm.id} style={row.depth === 0 ? undefined : { paddingLeft: row.depth * 14 }}>
            <Row
              row={row}
              selected={row.alarm.resource === selection}
              onSelect={() => select(row.alarm.resource)}
              onFold={onFold}
              {...around}
            />
          </li>
        ))}
      </ul>
      {actions.asking?.what === 'name' && <NameDialog onNamed={actions.named} onClose={actions.cancel} />}
    </>
  );
}

interface RowProps extends Around {
  row: AlarmRow;
  selected: boolean;
  onSelect(): void;
  onFold(id: string, open: boolean): void;
}

/** A press selects the resource; the arrows open and close what is folded under it. */
function Row({ row: { alarm, folded, expanded }, selected, onSelect, onFold, ...around }: RowProps) {
  const text = useText();
  const { language, now, timeZone } = around;
  const keys = (event: KeyboardEvent) => {
    if (folded === 0 || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
    event.preventDefault();
    onFold(alarm.id, event.key === 'ArrowRight');
  };
  const effect = alarm.effect === null ? [] : effectWords(alarm.effect, language, text);
  const fresh = alarm.severity === 'critical' && now - alarm.changedAt < FRESH_MS;
  return (
    <div className="dock-alarm">
      <button
        type="button"
        className="plain attention-row"
        aria-pressed={selected}
        aria-keyshortcuts={folded > 0 ? `${ROW_KEYS} ArrowRight ArrowLeft` : ROW_KEYS}
        onClick={onSelect}
        onKeyDown={keys}
      >
        <StateShape severity={shapeOf(alarm.severity)} size={13} fresh={fresh} />
        <span className="name">
          {problemWords(alarm, text)} · {nameWords(alarm, language, text)}
        </span>
        <span className="since" title={formatTime(alarm.raisedAt, timeZone)}>
          {alarm.simulated && <SimulatedMark />}
          {formatDuration(Math.max(0, now - alarm.raisedAt), language)}
        </span>
        <span className="what">
          {aboutWords(alarm, around, text)} {alarm.acknowledgement !== null && <StateChips alarm={alarm} {...around} />}
        </span>
        {effect.length > 0 && <span className="what effect">{effect.join(' · ')}</span>}
      </button>
      {folded > 0 && (
        <button
          type="button"
          className="plain dock-fold"
          aria-expanded={expanded}
          aria-label={`${text(expanded ? 'alarms.collapse' : 'alarms.expand')}: ${text('alarms.folded', { count: folded })}`}
          title={text('alarms.folded', { count: folded })}
          onClick={() => onFold(alarm.id, !expanded)}
        >
          +{folded}
        </button>
      )}
    </div>
  );
}

function aboutWords(alarm: AlarmRow['alarm'], { language, now }: Around, text: Say): string {
  const parts = [placeWords(alarm.path, language)];
  if (alarm.threshold !== null) parts.push(limitWords(alarm.threshold, language, text));
  parts.push(countdownWords(alarm, now, language, text));
  return parts.filter((part) => part !== '').join(' · ');
}
