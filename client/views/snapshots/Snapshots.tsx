import './snapshots.css';
import './snapshot-detail.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SnapshotList, SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import type { ApiError } from '../../api/request.ts';
import { SNAPSHOTS_KEY, useSnapshots } from '../../api/snapshots.ts';
import { fetchZone } from '../../api/zone.ts';
import { usePreferences } from '../../state/preferences.ts';
import { withParam } from '../../state/query.ts';
import { useQueryParam } from '../../state/use-query-param.ts';
import { useViewCommands, type ViewCommand } from '../../state/view-commands.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { Comparison } from './Comparison.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { periodOfAddress, scopeOfAddress, viewportOfAddress } from './export-address.ts';
import { LabelDialog } from './LabelDialog.tsx';
import { ListHead } from './ListHead.tsx';
import { comparedPair, foundRows, marked, stepped } from './list-rows.ts';
import { Schedules } from './Schedules.tsx';
import { SnapshotDetail } from './SnapshotDetail.tsx';
import { SnapshotTable } from './SnapshotTable.tsx';
import { TakeDialog } from './TakeDialog.tsx';
import { useViewKeys } from './use-view-keys.ts';
import { type Around, refusalWords } from './words.ts';

/** Parameters of the address that fill the form for a new snapshot. */
const TAKE_PARAMS = [
  'take',
  'view',
  'hall',
  'carrier',
  'below',
  'kind',
  'only',
  'from',
  'to',
  'show',
  'severity',
  'owner',
  'q',
  'v',
] as const;

/** Frozen states of the zone: list, record with its files, comparison of two, and the form that takes one. */
export function Snapshots(): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const list = useSnapshots();
  const around: Around = { language, timeZone: zone.data?.timeZone ?? 'UTC' };
  const error = list.error ?? zone.error;
  return (
    <section className="snapshots" aria-label={text('view.snapshots')}>
      {list.data !== undefined && zone.data !== undefined ? (
        <Desk list={list.data} error={list.error} around={around} />
      ) : error === null ? (
        <Notice title={text('snapshot-screen.loading')} />
      ) : (
        <Notice title={text('snapshot-screen.failed', { what: refusalWords(error, text, around) })} urgent>
          <p>{text('snapshot-screen.failed-why')}</p>
        </Notice>
      )}
    </section>
  );
}

function Desk({ list, error, around }: { list: SnapshotList; error: ApiError | null; around: Around }) {
  const text = useText();
  const queries = useQueryClient();
  const pair = usePair();
  const taking = useTaking();
  const [opened, open] = useQueryParam('snapshot', 'replace');
  const [schedules, showSchedules] = useQueryParam('schedules', 'push');
  const [marks, setMarks] = useState<readonly string[]>([]);
  const [search, setSearch] = useState('');
  const [deleting, setDeleting] = useState<SnapshotSummary | null>(null);
  const [labelling, setLabelling] = useState(false);
  const [fresh, setFresh] = useState<string | null>(null);
  const [said, say] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => foundRows(list.snapshots, search), [list.snapshots, search]);
  const ids = rows.map(({ id }) => id);
  const two = comparedPair(list.snapshots, marks);
  const again = () => queries.invalidateQueries({ queryKey: SNAPSHOTS_KEY });
  const { start } = taking;
  useViewCommands(
    useMemo<readonly ViewCommand[]>(
      () => [
        { id: 'take', title: text('snapshot-screen.take'), run: start },
        { id: 'labels', title: text('snapshot-screen.labels'), run: () => setLabelling(true) },
      ],
      [text, start],
    ),
  );
  useViewKeys({
    n: start,
    ...(pair.shown === null
      ? {
          j: () => open(stepped(ids, opened, 1)),
          k: () => open(stepped(ids, opened, -1)),
          '/': () => field.current?.focus(),
          ...(opened === null ? {} : { Escape: () => open(null) }),
        }
      : { Escape: () => pair.show(null) }),
    ...(schedules === null ? {} : { Escape: () => showSchedules(null) }),
  });
  const openAlone = (id: string) => {
    showSchedules(null);
    open(id);
  };
  const taken = async (snapshot: SnapshotSummary) => {
    // The list must have it before it is opened: else it would read as gone.
    await again();
    setFresh(snapshot.id);
    pair.show(null);
    open(snapshot.id);
  };
  return (
    <>
      {pair.shown !== null ? (
        <Comparison {...pair.shown} around={around} onSwap={pair.show} onBack={() => pair.show(null)} />
      ) : schedules !== null ? (
        <Schedules formats={list.formats} around={around} onOpen={openAlone} onBack={() => showSchedules(null)} />
      ) : (
        <>
          <ListHead
            count={list.snapshots.length}
            limit={list.limit}
            language={around.language}
            search={search}
            field={field}
            canCompare={two !== null}
            onSearch={setSearch}
            onCompare={() => two !== null && pair.show(two)}
            onSchedules={() => showSchedules('1')}
            onLabels={() => setLabelling(true)}
            onTake={start}
          />
          {error !== null && (
            <p className="snap-problem" role="alert">
              {text('snapshot-screen.old', { what: refusalWords(error, text, around) })}
            </p>
          )}
          <p role="status" className={said === null ? 'visually-hidden' : 'snap-said'}>
            {said}
          </p>
          <div className="snap-list">
            {list.snapshots.length === 0 ? (
              <Notice title={text('snapshot-screen.empty')}>
                <p>{text('snapshot-screen.empty-why')}</p>
                <button type="button" className="button primary" onClick={start}>
                  {text('snapshot-screen.take')}
                </button>
              </Notice>
            ) : rows.length === 0 ? (
              <Notice title={text('snapshot-screen.none-found')} />
            ) : (
              <SnapshotTable
                rows={rows}
                opened={opened}
                marks={marks}
                around={around}
                onOpen={open}
                onMark={(id) => setMarks((before) => marked(before, id))}
              />
            )}
          </div>
          {opened !== null && (
            <Opened
              id={opened}
              list={list}
              fresh={fresh === opened}
              around={around}
              onDelete={setDeleting}
              onOpen={open}
            />
          )}
        </>
      )}
      {taking.open && (
        <TakeDialog scope={taking.scope} seen={taking.seen} around={around} onTaken={taken} onClose={taking.stop} />
      )}
      {labelling && <LabelDialog around={around} onClose={() => setLabelling(false)} />}
      {deleting !== null && (
        <DeleteDialog
          snapshot={deleting}
          around={around}
          onDeleted={(id) => {
            say(text('snapshot-screen.deleted', { id: id.slice(0, 8) }));
            setMarks((before) => before.filter((one) => one !== id));
            open(null);
            void again();
          }}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}

interface OpenedProps {
  id: string;
  list: SnapshotList;
  fresh: boolean;
  around: Around;
  onDelete(snapshot: SnapshotSummary): void;
  onOpen(id: string | null): void;
}

function Opened({ id, list, fresh, around, onDelete, onOpen }: OpenedProps) {
  const text = useText();
  const snapshot = list.snapshots.find((one) => one.id === id);
  if (snapshot === undefined) {
    return (
      <div className="snap-detail">
        <Notice title={text('snapshot-screen.gone')}>
          <p>{text('snapshot-screen.gone-why')}</p>
          <button type="button" className="button" onClick={() => onOpen(null)}>
            {text('action.close')}
          </button>
        </Notice>
      </div>
    );
  }
  return (
    <SnapshotDetail
      snapshot={snapshot}
      formats={list.formats}
      fresh={fresh}
      around={around}
      onDelete={() => onDelete(snapshot)}
      onClose={() => onOpen(null)}
    />
  );
}

interface Pair {
  readonly a: string;
  readonly b: string;
}

/** The two that the address compares; a step that the browser's back undoes. */
function usePair(): { shown: Pair | null; show(pair: Pair | null): void } {
  const { search } = useLocation();
  const navigate = useNavigate();
  const params = new URLSearchParams(search);
  const [a, b] = [params.get('a'), params.get('b')];
  return {
    shown: a === null || b === null ? null : { a, b },
    show: (pair) =>
      navigate({ search: withParam(withParam(window.location.search, 'a', pair?.a ?? null), 'b', pair?.b ?? null) }),
  };
}

/** The form for a new one: the address opens and fills it, so that any screen can lead here. */
function useTaking() {
  const { search } = useLocation();
  const [take, setTake] = useQueryParam('take', 'replace');
  const navigate = useNavigate();
  return {
    open: take !== null,
    scope: scopeOfAddress(search),
    seen: { viewport: viewportOfAddress(search), period: periodOfAddress(search) },
    start: useMemo(() => () => setTake('1'), [setTake]),
    stop() {
      const rest = TAKE_PARAMS.reduce((left, name) => withParam(left, name, null), window.location.search);
      if (rest !== window.location.search) navigate({ search: rest }, { replace: true });
    },
  };
}
