import './alarms.css';
import './alarm-detail.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { fetchZone } from '../../api/zone.ts';
import { useInventory, useLiveStore } from '../../live/react.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { ActionBar, ActionReport } from './ActionBar.tsx';
import { ActionDialog, NameDialog } from './ActionDialog.tsx';
import { AlarmDetail } from './AlarmDetail.tsx';
import { AlarmTable } from './AlarmTable.tsx';
import { useAlarmTab } from './AlarmTabs.tsx';
import { AvailabilityPanel } from './AvailabilityPanel.tsx';
import type { ActType } from './act.ts';
import { FilterBar } from './FilterBar.tsx';
import { GroupTable } from './GroupTable.tsx';
import type { AlarmGroup } from './groups.ts';
import { ListHead, ListNotice, StormBanner } from './ListHead.tsx';
import { choose, meant, move, NOTHING_CHOSEN } from './list-selection.ts';
import { MaintenanceDialog } from './MaintenanceDialog.tsx';
import { NotificationsPanel } from './notifications/NotificationsPanel.tsx';
import { RulesPanel } from './rules/RulesPanel.tsx';
import type { Around } from './StateChips.tsx';
import { type AlarmActions, useActions } from './use-actions.ts';
import { type AlarmListModel, useAlarmList } from './use-alarm-list.ts';
import { useListKeys } from './use-list-keys.ts';
import { useNarrow } from './use-narrow.ts';
import { useOfferedActs } from './use-offered-acts.ts';

const REDRAW_MS = 1_000;
const ROW_PX = 46;
const NARROW_ROW_PX = 92;
const PAGE_ROWS = 15;

/** The alarm list: one row per root cause, what it costs, who has it; and all that an operator can do about it. */
export function Alarms(): JSX.Element {
  const text = useText();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const list = useAlarmList();
  const [tab] = useAlarmTab();
  const { language } = usePreferences();
  const store = useLiveStore();
  const here = useNow(REDRAW_MS);
  const now = list.view.at ?? here + store.link().offsetMs;
  const around: Around = { language, now, timeZone: zone.data?.timeZone ?? 'UTC' };
  return (
    <section className="alarms" aria-label={text('view.alarms')}>
      <ListHead list={list} {...around} />
      {tab === 'availability' ? (
        <AvailabilityPanel filter={list.filter} {...around} />
      ) : tab === 'rules' ? (
        <RulesPanel {...around} />
      ) : tab === 'notifications' ? (
        <NotificationsPanel {...around} />
      ) : list.view.state === 'absent' || list.view.state === 'loading' ? (
        <ListNotice view={list.view} narrow={false} onClear={list.clearFilter} />
      ) : (
        <AlarmDesk list={list} around={around} />
      )}
    </section>
  );
}

/** The list with what is chosen in it, the record that is open, and the dialogs. */
function AlarmDesk({ list, around }: { list: AlarmListModel; around: Around }) {
  const { view, rows, ids, filter, grouping } = list;
  const [, selectResource] = useSelection();
  const [opened, open] = useQueryParam('alarm', 'replace');
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
  const [maintenance, setMaintenance] = useState(false);
  const actions = useActions();
  const search = useRef<HTMLInputElement>(null);
  const narrow = useNarrow();
  const readOnly = view.at !== null;
  const cursor = selection.cursor ?? opened;
  const current = useMemo(() => ({ ...selection, cursor }), [selection, cursor]);
  const chosen = useMemo(() => meant(current, ids).map((id) => view.alarms.get(id)!), [current, ids, view.alarms]);
  const start = (type: ActType) => {
    if (!readOnly) actions.start(type, chosen);
  };
  useOfferedActs(chosen.length > 0 && !readOnly, start);
  const step = (steps: number, mode: 'one' | 'range') => {
    const next = move(current, ids, steps, mode);
    setSelection(next);
    if (opened !== null && mode === 'one') open(next.cursor);
  };
  const press = usePress(ids, setSelection, open);
  const show = (id: string | null) => {
    setSelection(id === null ? NOTHING_CHOSEN : choose(NOTHING_CHOSEN, ids, id, 'one'));
    open(id);
  };
  useListKeys({
    j: () => step(1, 'one'),
    k: () => step(-1, 'one'),
    J: () => step(1, 'range'),
    K: () => step(-1, 'range'),
    a: () => start('acknowledge'),
    s: () => start('shelve'),
    u: () => start('unshelve'),
    c: () => start('comment'),
    o: () => start('assign'),
    x: () => start('clear'),
    m: () => setMaintenance(true),
    '/': () => search.current?.focus(),
    ...(opened !== null || selection.chosen.size > 0
      ? { Escape: () => (selection.chosen.size > 0 ? setSelection({ ...selection, chosen: new Set() }) : open(null)) }
      : {}),
  });
  const gridKey = (event: KeyboardEvent) => {
    // The heads of the columns are buttons with keys of their own.
    if (event.target instanceof HTMLButtonElement) return;
    const row = rows.find(({ alarm }) => alarm.id === cursor);
    const mode = event.shiftKey ? 'range' : 'one';
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1, mode),
      ArrowUp: () => step(-1, mode),
      PageDown: () => step(PAGE_ROWS, mode),
      PageUp: () => step(-PAGE_ROWS, mode),
      Home: () => step(-rows.length, mode),
      End: () => step(rows.length, mode),
      Enter: () => open(cursor),
      ' ': () => cursor !== null && setSelection(choose(current, ids, cursor, 'toggle')),
      ArrowRight: () => row && row.folded > 0 && list.fold(row.alarm.id, true),
      ArrowLeft: () => {
        if (row?.expanded) list.fold(row.alarm.id, false);
        else if (row !== undefined && row.depth > 0) setSelection(choose(current, ids, row.alarm.root!, 'one'));
      },
    };
    if (event.ctrlKey && event.key === 'a') setSelection({ ...current, chosen: new Set(ids) });
    else if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(moves, event.key)) return;
    else moves[event.key]?.();
    event.preventDefault();
  };
  const openGroup = (group: AlarmGroup) => {
    if (grouping === 'rule') list.set('q', group.key);
    if (grouping === 'place' && group.key !== 'zone') list.set('resource', group.key);
    if (grouping === 'cause') {
      list.fold(group.key, true);
      show(group.key);
    }
    list.set('group', null);
  };
  const childAlarms = useMemo(
    () => (opened === null ? [] : [...view.alarms.values()].filter(({ root }) => root === opened)),
    [opened, view.alarms],
  );
  return (
    <>
      <StormBanner
        live={!readOnly}
        grouped={grouping !== null}
        onGroup={() => list.set('group', 'cause')}
        {...around}
      />
      <FilterBar
        filter={filter}
        grouping={grouping}
        kinds={list.kinds}
        owners={list.owners}
        counts={list.counts}
        resourceName={useResourceName(filter.resource, around.language)}
        language={around.language}
        search={search}
        onChange={list.set}
      />
      <ActionBar
        alarms={chosen}
        readOnly={readOnly}
        busy={actions.busy}
        onStart={start}
        onMaintenance={() => setMaintenance(true)}
        onName={actions.askName}
      />
      {actions.report !== null && <ActionReport report={actions.report} onDismiss={actions.dismiss} {...around} />}
      {rows.length === 0 ? (
        <ListNotice view={view} narrow={view.alarms.size > 0} onClear={list.clearFilter} />
      ) : grouping !== null ? (
        <GroupTable groups={list.groups} by={grouping} onOpen={openGroup} {...around} />
      ) : (
        <AlarmTable
          rows={rows}
          selection={current}
          order={list.order}
          rowHeight={narrow ? NARROW_ROW_PX : ROW_PX}
          onOrder={(order) => list.set('order', order === 'severity' ? null : order)}
          onPress={press}
          onFold={list.fold}
          onKey={gridKey}
          {...around}
        />
      )}
      {opened !== null && (
        <AlarmDetail
          id={opened}
          alarm={view.alarms.get(opened)}
          childAlarms={childAlarms}
          onOpen={show}
          onSelect={selectResource}
          onOnly={(resource) => list.set('resource', resource)}
          onClose={() => open(null)}
          {...around}
        />
      )}
      {maintenance && (
        <MaintenanceDialog
          resources={chosen.map(({ resource }) => resource)}
          withName={actions.withName}
          onClose={() => setMaintenance(false)}
          {...around}
        />
      )}
      <Asked actions={actions} around={around} />
    </>
  );
}

/** A press opens; with Shift it chooses up to here, with Ctrl or ⌘ this one too. */
function usePress(
  ids: readonly string[],
  setSelection: (next: (before: typeof NOTHING_CHOSEN) => typeof NOTHING_CHOSEN) => void,
  open: (id: string) => void,
) {
  const newest = useRef(ids);
  newest.current = ids;
  return useCallback(
    (id: string, event: MouseEvent) => {
      const mode = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one';
      setSelection((before) => choose(before, newest.current, id, mode));
      if (mode === 'one') open(id);
    },
    [setSelection, open],
  );
}

function Asked({ actions, around }: { actions: AlarmActions; around: Around }) {
  const { asking } = actions;
  if (asking === null) return null;
  if (asking.what === 'name') return <NameDialog onNamed={actions.named} onClose={actions.cancel} />;
  const alarms: readonly AlarmView[] = asking.alarms;
  return (
    <ActionDialog
      type={asking.what}
      alarms={alarms}
      onAct={(act) => actions.submit(act, alarms)}
      onClose={actions.cancel}
      {...around}
    />
  );
}

function useResourceName(id: string | null, language: Around['language']): string | null {
  const inventory = useInventory();
  if (id === null) return null;
  const place = inventory.ordinal(id);
  return place ? inventory.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0] : id;
}
