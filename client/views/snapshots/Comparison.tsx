import { type JSX, useState } from 'react';
import { formatCount } from '../../../shared/text/format.ts';
import type { SnapshotComparison } from '../../../shared/wire/snapshots.ts';
import { comparisonFile, useComparison } from '../../api/snapshots.ts';
import { Notice } from '../../ui/Notice.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { useText } from '../../ui/text.ts';
import { AlarmChanges, FigureTable, ResourceChanges } from './ChangeTables.tsx';
import { type Around, momentWords, percentWords, refusalWords, titleWords } from './words.ts';

interface Pair {
  readonly a: string;
  readonly b: string;
}

interface Props extends Pair {
  around: Around;
  onSwap(pair: Pair): void;
  onBack(): void;
}

const TABS = ['figures', 'resources', 'alarms'] as const;
type Tab = (typeof TABS)[number];

/** What appeared, vanished and changed from one snapshot to another. */
export function Comparison({ a, b, around, onSwap, onBack }: Props): JSX.Element {
  const text = useText();
  const answer = useComparison(a, b);
  return (
    <section className="snap-compare" aria-label={text('snapshot-screen.compare-title')}>
      <header className="snap-head">
        <h2>{text('snapshot-screen.compare-title')}</h2>
        <span className="spacer" />
        <button type="button" className="button" onClick={() => onSwap({ a: b, b: a })}>
          {text('snapshot-screen.swap')}
        </button>
        <a className="button" href={comparisonFile(a, b, 'csv', around.language)} download>
          {text('snapshot-screen.csv')}
        </a>
        <a className="button" href={comparisonFile(a, b, 'pdf', around.language)} download>
          {text('snapshot-screen.pdf')}
        </a>
        <button type="button" className="button" onClick={onBack}>
          {text('snapshot-screen.back')}
        </button>
      </header>
      {answer.data !== undefined ? (
        <Compared comparison={answer.data} around={around} />
      ) : answer.error === null ? (
        <Notice title={text('snapshot-screen.comparing')} />
      ) : (
        <Notice
          title={text('snapshot-screen.compare-failed', { what: refusalWords(answer.error, text, around) })}
          urgent
        />
      )}
    </section>
  );
}

function Compared({ comparison, around }: { comparison: SnapshotComparison; around: Around }) {
  const text = useText();
  const [tab, setTab] = useState<Tab>('figures');
  const { a, b, resources, alarms } = comparison;
  const sum = (tally: SnapshotComparison['resources']['tally']) =>
    formatCount(tally.appeared + tally.vanished + tally.changed, around.language);
  const tabs: readonly (readonly [Tab, string])[] = [
    ['figures', text('snapshot-screen.figures')],
    ['resources', `${text('snapshot-screen.resources-tab')} ${sum(resources.tally)}`],
    ['alarms', `${text('snapshot-screen.alarms-tab')} ${alarms === null ? '–' : sum(alarms.tally)}`],
  ];
  return (
    <>
      <div className="snap-sides">
        <Side name={text('snapshot-screen.before')} side={a} around={around} />
        <Side name={text('snapshot-screen.after')} side={b} around={around} />
      </div>
      {!comparison.sameScope && <p className="snap-warning">{text('snapshot-screen.other-scope')}</p>}
      {comparison.truncated && <p className="snap-warning">{text('snapshot-screen.partly')}</p>}
      <div className="snap-tabs">
        {tabs.map(([name, words]) => (
          <button key={name} type="button" className="plain" aria-pressed={tab === name} onClick={() => setTab(name)}>
            {words}
          </button>
        ))}
      </div>
      <div className="snap-list">
        {tab === 'figures' && <FigureTable figures={comparison.figures} language={around.language} />}
        {tab === 'resources' && <ResourceChanges {...resources} language={around.language} />}
        {tab === 'alarms' &&
          (alarms === null ? (
            <Notice title={text('snapshot-screen.no-alarms')} />
          ) : (
            <AlarmChanges {...alarms} language={around.language} />
          ))}
      </div>
    </>
  );
}

function Side({ name, side, around }: { name: string; side: SnapshotComparison['a']; around: Around }) {
  const text = useText();
  return (
    <div>
      <span className="snap-side-name">{name}</span>
      <b>{titleWords(side, text)}</b> <code>{side.id.slice(0, 8)}</code> {side.simulated > 0 && <SimulatedBadge />}
      <p className="side-moment">
        {momentWords(side.at, around.timeZone)} · {text('snapshot-screen.column.coverage')}{' '}
        {percentWords(side.coveragePct, around.language)}
        {side.past && ` · ${text('snapshot-screen.past')}`}
      </p>
    </div>
  );
}
