import type { JSX } from 'react';
import { formatCount, formatDate, formatTime } from '../../../shared/text/format.ts';
import { useAlarmSummary } from '../../api/alarms.ts';
import { download, fileName } from '../../charts/download.ts';
import type { AlarmsView } from '../../live/alarms.ts';
import { Notice } from '../../ui/Notice.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { AlarmTabs } from './AlarmTabs.tsx';
import { alarmCsv } from './alarm-csv.ts';
import { matcher } from './filter.ts';
import { DesktopSwitch } from './notifications/DesktopSwitch.tsx';
import { SoundSwitch } from './SoundSwitch.tsx';
import type { Around } from './StateChips.tsx';
import type { AlarmListModel } from './use-alarm-list.ts';

/** More raises than this in a minute are a storm (interface.md). */
const STORM_PER_MINUTE = 10;

/** What the list is, how long, how true. */
export function ListHead({ list, language, timeZone }: Around & { list: AlarmListModel }): JSX.Element {
  const text = useText();
  const { view, roots, matching } = list;
  const known = view.state !== 'loading' && view.state !== 'absent';
  return (
    <header className="alarms-head">
      <h2>{text('view.alarms')}</h2>
      <AlarmTabs />
      {known && (
        <p role="status">
          {text('alarms.count', { roots: formatCount(roots, language), alarms: formatCount(matching, language) })}
        </p>
      )}
      {view.state === 'reloading' && (
        <p className="alarms-doubt" role="alert">
          <StateShape severity="unknown" size={11} decorative /> {text('alarms.reloading')}
          {view.failure !== null && ` · ${view.failure}`}
        </p>
      )}
      {view.at !== null && view.failure === null && (
        <p className="alarms-past">
          {text('alarms.past', { time: `${formatDate(view.at, timeZone)} ${formatTime(view.at, timeZone)}` })}
        </p>
      )}
      <span className="spacer" />
      {matching > 0 && (
        <button
          type="button"
          className="plain sound-switch csv"
          title={text('alarms.csv-why')}
          onClick={() => save(list)}
        >
          {text('alarms.csv')}
        </button>
      )}
      <DesktopSwitch />
      <SoundSwitch />
    </header>
  );
}

/** What passes the filter as a file, newest first, folded ones too. */
function save({ view, filter }: AlarmListModel): void {
  const at = new Date(view.at ?? Date.now()).toISOString().slice(0, 19);
  const alarms = [...view.alarms.values()].filter(matcher(filter)).sort((a, b) => b.raisedAt - a.raisedAt);
  download(fileName(['alarms', at], 'csv'), new Blob([alarmCsv(alarms)], { type: 'text/csv' }));
}

/** What stands where there are no rows. */
export function ListNotice({
  view,
  narrow,
  onClear,
}: {
  view: AlarmsView;
  /** A filter leaves nothing over. */
  narrow: boolean;
  onClear(): void;
}): JSX.Element {
  const text = useText();
  if (view.notKept) {
    return (
      <Notice title={text('alarms.not-kept')}>
        <p>{text('alarms.not-kept-why')}</p>
      </Notice>
    );
  }
  if (view.failure !== null) {
    return (
      <Notice title={text('alarms.failed', { what: view.failure })} urgent>
        <p>{text('alarms.failed-why')}</p>
      </Notice>
    );
  }
  if (view.state === 'loading') return <Notice title={text('alarms.loading')} />;
  if (view.state === 'absent') {
    return (
      <Notice title={text('alarms.absent')}>
        <p>{text('alarms.absent-why')}</p>
      </Notice>
    );
  }
  if (narrow) {
    return (
      <Notice title={text('alarms.none-of')}>
        <button type="button" className="button" onClick={onClear}>
          {text('alarms.clear-filter')}
        </button>
      </Notice>
    );
  }
  return (
    <Notice title={text('alarms.none')}>
      <p>{text('alarms.none-why')}</p>
    </Notice>
  );
}

interface StormProps extends Around {
  live: boolean;
  grouped: boolean;
  onGroup(): void;
}

/** One banner for a storm, however many alarms it raises. */
export function StormBanner({ live, grouped, onGroup, language }: StormProps): JSX.Element | null {
  const text = useText();
  const { data } = useAlarmSummary(live);
  if (!live || data === undefined || data.raisesPerMinute <= STORM_PER_MINUTE) return null;
  return (
    <div className="storm-banner" role="status">
      <StateShape severity="critical" size={13} decorative />
      <b>{text('alarms.storm', { count: formatCount(data.raisesPerMinute, language) })}</b>
      {data.heldBack > 0 && <span>{text('alarms.storm-held', { count: formatCount(data.heldBack, language) })}</span>}
      {!grouped && (
        <button type="button" className="button" onClick={onGroup}>
          {text('alarms.storm-open')}
        </button>
      )}
    </div>
  );
}
