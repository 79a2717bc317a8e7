import './explore.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId, useState } from 'react';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import { fetchZone } from '../../api/zone.ts';
import { download, fileName } from '../../charts/download.ts';
import type { SeriesPanel, Span } from '../../charts/index.ts';
import { panelCsv } from '../../charts/panel-csv.ts';
import { useInventory } from '../../live/react.tsx';
import { formatMoment } from '../../state/cursor-url.ts';
import { usePreferences } from '../../state/preferences.ts';
import { withParam } from '../../state/query.ts';
import { useText } from '../../ui/text.ts';
import { EntryList } from './EntryList.tsx';
import { ExploredPanels, type Found, useFound } from './ExploredPanels.tsx';
import { examplesOf } from './examples.ts';
import { type Entry, toggled } from './explored.ts';
import { Picker } from './Picker.tsx';
import { RangeTools } from './RangeTools.tsx';
import { useAskedSpan, useExplored } from './use-explored.ts';

/** Any metrics of any resources together, over any time. The address holds all of it. */
export function Explore(): JSX.Element {
  const text = useText();
  const { language, theme } = usePreferences();
  const index = useInventory();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const timeZone = zone.data?.timeZone ?? 'UTC';
  const { entries, unknown, setEntries, shifts, setShifts, own, setOwn } = useExplored();
  const span = useAskedSpan(own);
  const found = useFound({ entries, shifts, span, index, language, timeZone });
  const [picking, setPicking] = useState(entries.length === 0);
  const pickerId = useId();
  const toggle = (entry: Entry) => setEntries(toggled(entries, entry));
  const subject = zone.data ? zone.data.name[language === 'en' ? 'en' : 'zh'] : 'Skyrack';
  const shown = span ?? own;
  return (
    <section className="explore" style={{ colorScheme: theme }} aria-label={text('explore.title')}>
      <header className="explore-head">
        <h2>{text('explore.title')}</h2>
        <button
          type="button"
          className="button"
          aria-expanded={picking}
          aria-controls={pickerId}
          onClick={() => setPicking(!picking)}
        >
          {text('explore.pick')}
        </button>
        {shown !== null && (
          <RangeTools
            shown={shown}
            own={own}
            onOwn={setOwn}
            shifts={shifts}
            onShifts={setShifts}
            timeZone={timeZone}
            language={language}
          />
        )}
        <span className="spacer" />
        {span !== null && entries.length > 0 && (
          <>
            <CopyLink span={span} />
            <button
              type="button"
              className="button"
              disabled={found.panels.length === 0}
              onClick={() => exportAll(found.panels, subject, span, timeZone)}
            >
              {text('explore.export')}
            </button>
          </>
        )}
      </header>
      <div className={picking ? 'explore-body picking' : 'explore-body'}>
        <div id={pickerId} className="explore-side" hidden={!picking}>
          {picking && <Picker index={index} entries={entries} language={language} onToggle={toggle} />}
        </div>
        <div className="explore-main">
          <EntryList
            entries={entries}
            index={index}
            language={language}
            onRemove={toggle}
            onClear={() => setEntries([])}
          />
          {unknown.length > 0 && (
            <p className="explore-notice" role="alert">
              {text('explore.not-understood', { count: unknown.length, what: unknown.slice(0, 3).join(', ') })}
            </p>
          )}
          {span === null && (
            <p className="explore-notice" role="alert">
              {text('explore.refused.bad-span')}
            </p>
          )}
          <Failures found={found} />
          {found.without.map((name) => (
            <p key={name} className="explore-loading" role="status">
              {text('explore.compare-none', { when: text(`explore.compare-${name}`) })}
            </p>
          ))}
          {found.loading.map((what) => (
            <p key={what} className="explore-loading" role="status">
              {text('explore.loading', { what })}
            </p>
          ))}
          {entries.length === 0 && <Examples onChoose={setEntries} />}
          {found.panels.length > 0 && <h3 className="visually-hidden">{text('explore.panels')}</h3>}
          {span !== null && (
            <ExploredPanels
              panels={found.panels}
              span={span}
              subject={subject}
              timeZone={timeZone}
              language={language}
              theme={theme}
              onZoom={setOwn}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function Failures({ found }: { found: Found }): JSX.Element {
  const text = useText();
  return (
    <>
      {found.failures.map(({ what, why, retry }) => (
        <p key={what} className="explore-notice" role="alert">
          {text('explore.failed', { what, why })}{' '}
          <button type="button" className="plain" onClick={retry}>
            <u>{text('chart.retry')}</u>
          </button>
        </p>
      ))}
    </>
  );
}

/** Nothing chosen: what to do, and something to begin with. */
function Examples({ onChoose }: { onChoose(entries: readonly Entry[]): void }): JSX.Element {
  const text = useText();
  const index = useInventory();
  return (
    <div className="explore-empty">
      <p className="notice-title">{text('explore.empty')}</p>
      <p>{text('explore.empty-why')}</p>
      <p className="explore-examples">
        {examplesOf(index).map(({ title, entries }) => (
          <button key={title} type="button" className="button" onClick={() => onChoose(entries)}>
            {text(title)}
          </button>
        ))}
      </p>
    </div>
  );
}

/** A link to what is seen now, whenever it is opened: with the span fixed. */
function CopyLink({ span }: { span: Span }): JSX.Element {
  const text = useText();
  const [said, setSaid] = useState<'explore.copied' | 'explore.not-copied' | null>(null);
  const copy = () => {
    const { origin, pathname, search } = window.location;
    const fixed = withParam(withParam(search, 'from', formatMoment(span.from)), 'to', formatMoment(span.to));
    // Undefined where the page is not served securely.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard === undefined) setSaid('explore.not-copied');
    else
      clipboard.writeText(origin + pathname + fixed).then(
        () => setSaid('explore.copied'),
        () => setSaid('explore.not-copied'),
      );
  };
  return (
    <>
      <button type="button" className="button" onClick={copy}>
        {text('explore.copy')}
      </button>
      <span role="status" className="explore-said">
        {said !== null && text(said)}
      </span>
    </>
  );
}

/** All panels in one file, under one head. */
function exportAll(panels: readonly SeriesPanel[], subject: string, { from, to }: Span, timeZone: string): void {
  const rows = panels.map((panel, i) => {
    const csv = panelCsv(panel);
    return i === 0 ? csv : csv.slice(csv.indexOf('\r\n') + 2);
  });
  const said = (at: number) => `${formatDate(at, timeZone)} ${formatTime(at, timeZone).slice(0, 5)}`;
  // The mark tells spreadsheets that it is UTF-8.
  const file = new Blob(['\uFEFF', ...rows], { type: 'text/csv;charset=utf-8' });
  download(fileName([subject, said(from), said(to)], 'csv'), file);
}
