import { useCallback, useMemo, useState } from 'react';
import type { AlarmedKind } from '../../../shared/alarms/alarm.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { AlarmsView } from '../../live/alarms.ts';
import { useAlarms } from '../../live/alarms-react.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { type AlarmFilter, type FilterParam, matcher, readFilter, SHOWS, type Show } from './filter.ts';
import { type AlarmGroup, GROUPINGS, type Grouping, groupAlarms } from './groups.ts';
import { type AlarmRow, alarmRows, ORDERS, type Order } from './rows.ts';

export interface AlarmListModel {
  readonly view: AlarmsView;
  readonly filter: AlarmFilter;
  readonly grouping: Grouping | null;
  readonly order: Order;
  readonly rows: readonly AlarmRow[];
  /** Ids of the rows, in order. */
  readonly ids: readonly string[];
  readonly groups: readonly AlarmGroup[];
  /** Root causes and alarms that pass the filter. */
  readonly roots: number;
  readonly matching: number;
  readonly counts: Readonly<Record<Show, number>>;
  readonly kinds: readonly AlarmedKind[];
  readonly owners: readonly string[];
  set(param: FilterParam | 'group' | 'order', value: string | null): void;
  fold(id: string, open?: boolean): void;
  clearFilter(): void;
}

const NO_GROUPS: readonly AlarmGroup[] = [];

/** The list as the address asks for it. */
export function useAlarmList(): AlarmListModel {
  const view = useAlarms();
  const { filter, grouping, order, set, clearFilter } = useFilterParams();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const matches = useMemo(() => matcher(filter), [filter]);
  const list = useMemo(() => alarmRows(view.alarms, matches, expanded, order), [view.alarms, matches, expanded, order]);
  const ids = useMemo(() => list.rows.map(({ alarm }) => alarm.id), [list.rows]);
  const groups = useMemo(
    () => (grouping === null ? NO_GROUPS : groupAlarms(view.alarms, matches, grouping)),
    [view.alarms, matches, grouping],
  );
  const choices = useMemo(() => choicesOf(view.alarms), [view.alarms]);
  const fold = useCallback((id: string, open?: boolean) => {
    setExpanded((before) => {
      const next = new Set(before);
      if (open ?? !before.has(id)) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  return {
    view,
    filter,
    grouping,
    order,
    rows: list.rows,
    ids,
    groups,
    roots: list.roots,
    matching: list.alarms,
    ...choices,
    set,
    fold,
    clearFilter,
  };
}

function useFilterParams() {
  const [show, setShow] = useQueryParam('show', 'push');
  const [severity, setSeverity] = useQueryParam('severity', 'replace');
  const [kind, setKind] = useQueryParam('kind', 'replace');
  const [resource, setResource] = useQueryParam('resource', 'push');
  const [owner, setOwner] = useQueryParam('owner', 'replace');
  const [q, setText] = useQueryParam('q', 'replace');
  const [group, setGroup] = useQueryParam('group', 'push');
  const [orderText, setOrder] = useQueryParam('order', 'replace');
  const filter = useMemo(() => {
    const params = { show, severity, kind, resource, owner, q };
    return readFilter((name) => params[name]);
  }, [show, severity, kind, resource, owner, q]);
  const set = (param: FilterParam | 'group' | 'order', value: string | null) => {
    const setters = {
      show: setShow,
      severity: setSeverity,
      kind: setKind,
      resource: setResource,
      owner: setOwner,
      q: setText,
      group: setGroup,
      order: setOrder,
    };
    setters[param](value);
  };
  const clearFilter = () => {
    for (const param of ['severity', 'kind', 'resource', 'owner', 'q'] as const) set(param, null);
  };
  return {
    filter,
    grouping: GROUPINGS.find((one) => one === group) ?? null,
    order: ORDERS.find((one) => one === orderText) ?? ORDERS[0],
    set,
    clearFilter,
  };
}

/** What the filters can choose from, and how many each part of the list has. */
function choicesOf(alarms: ReadonlyMap<string, AlarmView>) {
  const kinds = new Set<AlarmedKind>();
  const owners = new Set<string>();
  const counts: Record<Show, number> = { open: 0, cleared: 0, acknowledged: 0, shelved: 0, maintenance: 0, all: 0 };
  const parts = SHOWS.map((show) => ({
    show,
    matches: matcher(readFilter((name) => (name === 'show' ? show : null))),
  }));
  for (const alarm of alarms.values()) {
    kinds.add(alarm.kind);
    if (alarm.owner !== null) owners.add(alarm.owner);
    for (const { show, matches } of parts) if (matches(alarm)) counts[show]++;
  }
  return { kinds: [...kinds].sort(), owners: [...owners].sort(), counts };
}
