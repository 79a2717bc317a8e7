import { type JSX, type KeyboardEvent, lazy, Suspense, useId, useMemo, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import { useResource } from '../../api/resource.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { useFrames } from '../../live/use-frames.ts';
import { usePreferences } from '../../state/preferences.ts';
import { withParam } from '../../state/query.ts';
import { useSelection } from '../../state/selection.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { VIEWS } from '../../views/index.ts';
import { linksOf } from '../../views/resource/links.ts';
import { resourceAddress } from '../../views/resource/resource-address.ts';
import { buildModel } from './build-model.ts';
import { DrawerAlarms } from './DrawerAlarms.tsx';
import { DrawerView } from './DrawerView.tsx';
import './drawer.css';
import { LinkParts } from './LinkParts.tsx';
import { inLanguage } from './resource-name.ts';
import { useFocusInside } from './use-focus-inside.ts';

interface Props {
  id: string;
  timeZone: string;
  onClose(): void;
}

/** With ECharts behind it: loaded when the first drawer opens. */
const DrawerCharts = lazy(async () => ({ default: (await import('./charts/DrawerCharts.tsx')).DrawerCharts }));

/** Values follow the stream at most this often; ages count on by the second. */
const REDRAW_MS = 150;
const AGES_MS = 1_000;

/** Everything known about one resource, over the dock. Focus moves in when it opens and back when it closes. */
export function Drawer({ id, timeZone, onClose }: Props): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const index = useInventory();
  const live = useLiveStore();
  const [, select] = useSelection();
  const detail = useResource(id);
  const headingId = useId();
  const body = useRef<HTMLElement>(null);
  const topics = topicsOf(id);
  useWatch(topics);
  useFrames([...topics, 'zone'], REDRAW_MS);
  useNow(AGES_MS);
  useFocusInside(body);
  const known = index.ordinal(id) !== undefined;

  const nowMs = Date.now() + live.link().offsetMs;
  // Who sends what is known of the present only.
  const inPast = live.link().state === 'past';
  const facts = detail.data && inPast ? { ...detail.data, values: [] } : detail.data;
  const model = known ? buildModel(index, live, facts, id, nowMs, language) : undefined;
  const links = useMemo(() => linksOf(index, id, detail.data), [index, id, detail.data]);
  const notice = detail.error ? text('drawer.failed', { what: detail.error.message }) : undefined;
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <section ref={body} className="drawer" aria-labelledby={headingId} onKeyDown={closeOnEscape}>
      {model ? (
        <DrawerView
          model={model}
          language={language}
          headingId={headingId}
          notice={notice}
          charts={
            model.lifecycle === 'in-service' && (
              <Suspense fallback={null}>
                <DrawerCharts id={id} kind={model.kind} name={inLanguage(model.name, language)} />
              </Suspense>
            )
          }
          alarms={<DrawerAlarms id={id} language={language} now={nowMs} timeZone={timeZone} />}
          links={<LinkParts links={links} index={index} live={live} language={language} onOpen={select} />}
          actions={<DrawnOn id={id} kind={model.kind} />}
          onOpen={select}
          onClose={onClose}
        />
      ) : (
        <Notice title={text('drawer.not-found', { id })}>
          <button type="button" className="plain" id={headingId} onClick={onClose}>
            {text('action.close')}
          </button>
        </Notice>
      )}
    </section>
  );
}

/** A hall's drawer also lists its hottest racks, which come with the floor's layer. */
function topicsOf(id: string): readonly string[] {
  return id.startsWith('hall/') ? [`resource/${id}`, `floor/inlet/${id}`] : [`resource/${id}`];
}

const ON_FLOOR: ReadonlySet<ResourceKind> = new Set(['datacentre', 'phase', 'hall', 'row', 'rack']);
const ON_MAP: ReadonlySet<ResourceKind> = new Set(['site', 'cell', 'charging-station', 'connector', 'datacentre']);

/** Links to the resource's own page and to the views that draw it, without the one that is open. */
function DrawnOn({ id, kind }: { id: string; kind: ResourceKind }): JSX.Element | null {
  const text = useText();
  const { pathname, search } = useLocation();
  const page = resourceAddress(id, search);
  const drawnOn = [
    { view: 'data-centre', drawn: ON_FLOOR.has(kind), words: text('drawer.on-floor') },
    { view: 'operations', drawn: ON_MAP.has(kind), words: text('drawer.on-map') },
  ].flatMap(({ view, drawn, words }) => {
    const path = VIEWS.find((entry) => entry.id === view)?.path;
    return drawn && path !== undefined && path !== pathname ? [{ to: path + withParam('', 'sel', id), words }] : [];
  });
  const links = [...(page.startsWith(pathname) ? [] : [{ to: page, words: text('resource.open-page') }]), ...drawnOn];
  if (links.length === 0) return null;
  return (
    <p className="drawer-links">
      {links.map(({ to, words }) => (
        <Link key={to} to={to}>
          {words}
        </Link>
      ))}
    </p>
  );
}
