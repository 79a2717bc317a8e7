import { type JSX, useEffect, useRef } from 'react';
import { findMetric } from '../../../shared/metrics/index.ts';
import { formatCount, formatWithUnit } from '../../../shared/text/format.ts';
import type { SnapshotList, SnapshotSummary } from '../../../shared/wire/snapshots.ts';
import { snapshotFile } from '../../api/snapshots.ts';
import { useInventory } from '../../live/react.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { SimulatedBadge, SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { useText } from '../../ui/text.ts';
import { SharePart } from './SharePart.tsx';
import { VerifyPart } from './VerifyPart.tsx';
import { type Around, coverageWords, momentWords, scopeWords, sizeWords, titleWords } from './words.ts';

interface Props {
  snapshot: SnapshotSummary;
  formats: SnapshotList['formats'];
  /** It was taken a moment ago: the focus comes here, where its files are. */
  fresh: boolean;
  around: Around;
  onDelete(): void;
  onClose(): void;
}

/** One snapshot: what is in it, whether it can be trusted, and its files. */
export function SnapshotDetail({ snapshot, formats, fresh, around, onDelete, onClose }: Props): JSX.Element {
  const text = useText();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (fresh) title.current?.focus();
  }, [fresh]);
  return (
    <section className="snap-detail" aria-label={text('snapshot-screen.detail')}>
      <header>
        <h3 ref={title} tabIndex={-1}>
          {titleWords(snapshot, text)}
        </h3>
        {snapshot.counts.simulated > 0 && <SimulatedBadge />}
        {fresh && <span role="status">{text('snapshot-screen.taken')}</span>}
        <span className="spacer" />
        <button type="button" className="button" onClick={onDelete}>
          {text('snapshot-screen.delete')}
        </button>
        <button type="button" className="plain square" aria-label={text('action.close')} onClick={onClose}>
          <CloseIcon size={18} />
        </button>
      </header>
      <div className="snap-columns">
        <Files snapshot={snapshot} formats={formats} around={around} />
        <Trust snapshot={snapshot} around={around} />
        <Contents snapshot={snapshot} around={around} />
      </div>
    </section>
  );
}

type PartProps = Pick<Props, 'snapshot' | 'around'>;

function Files({ snapshot, formats, around }: PartProps & Pick<Props, 'formats'>) {
  const text = useText();
  return (
    <div>
      <h4>{text('snapshot-screen.files')}</h4>
      <ul className="snap-files">
        {formats.map(({ format, extension }) => (
          <li key={format}>
            <a href={snapshotFile(snapshot.id, format, around.language)} download>
              <b>{format === 'csv' ? `CSV .${extension}` : `.${extension}`}</b>{' '}
              <span>{text(`snapshot-screen.format.${format}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="snap-note">{text('snapshot-screen.files-in')}</p>
      <SharePart key={snapshot.id} id={snapshot.id} formats={formats} around={around} />
      <KeyFigures snapshot={snapshot} around={around} />
    </div>
  );
}

function KeyFigures({ snapshot, around }: PartProps) {
  const text = useText();
  const { language } = around;
  if (snapshot.kpis.length === 0) return null;
  return (
    <>
      <h4>{text('snapshot-screen.kpis')}</h4>
      <dl className="snap-facts">
        {snapshot.kpis.map(({ metric, value, simulated, stale }) => {
          const known = findMetric(metric);
          return (
            <div key={metric} className="number">
              <dt>{known === undefined ? metric : known.label[language === 'en' ? 'en' : 'zh']}</dt>
              <dd className={stale ? 'stale' : ''}>
                {simulated && <SimulatedMark />} {formatWithUnit(value, known?.unit ?? 'count', language)}
                {stale && ` (${text('snapshot-screen.stale-word')})`}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

function Trust({ snapshot, around }: PartProps) {
  const text = useText();
  const { language, timeZone } = around;
  const { id, counts, sequence, sha256 } = snapshot;
  const count = (value: number) => formatCount(value, language);
  const facts: readonly (readonly [string, string | JSX.Element])[] = [
    [text('snapshot-screen.fact.coverage'), coverageWords(snapshot, text, language)],
    [text('snapshot-screen.fact.expected'), `${count(counts.expected)} / ${count(counts.live)}`],
    [text('snapshot-screen.fact.late'), count(counts.late)],
    [text('snapshot-screen.fact.silent'), `${count(counts.stale)} / ${count(counts.bad)} / ${count(counts.never)}`],
    [
      text('snapshot-screen.fact.simulated'),
      text('snapshot-screen.simulated-of', { simulated: count(counts.simulated), series: count(counts.series) }),
    ],
    [text('snapshot-screen.fact.synthetic'), `${count(counts.synthetic)} / ${count(counts.resources)}`],
    [
      text('snapshot-screen.fact.sequence'),
      sequence === null
        ? text('snapshot-screen.no-records')
        : text('snapshot-screen.records', { from: count(sequence.from), to: count(sequence.to) }),
    ],
    [text('snapshot-screen.fact.sha256'), <code key="hash">{sha256}</code>],
    [text('snapshot-screen.fact.id'), <code key="id">{id}</code>],
    [text('snapshot-screen.fact.expires'), momentWords(snapshot.expiresAt, timeZone)],
  ];
  return (
    <div>
      <h4>{text('snapshot-screen.trust')}</h4>
      <VerifyPart key={id} id={id} around={around} />
      <Facts facts={facts} />
    </div>
  );
}

function Contents({ snapshot, around }: PartProps) {
  const text = useText();
  const inventory = useInventory();
  const { language, timeZone } = around;
  const { at, from, takenAt, takenBy, tier, missing } = snapshot;
  const facts: readonly (readonly [string, string])[] = [
    from === null
      ? [text('snapshot-screen.fact.moment'), momentWords(at, timeZone)]
      : [text('snapshot-screen.fact.period'), `${momentWords(from, timeZone)} – ${momentWords(at, timeZone)}`],
    [text('snapshot-screen.fact.scope'), scopeWords(snapshot.scope, inventory, text, language)],
    [text('snapshot-screen.fact.resources'), formatCount(snapshot.counts.resources, language)],
    [text('snapshot-screen.fact.alarms'), formatCount(snapshot.alarms, language)],
    [text('snapshot-screen.fact.tier'), text(`snapshot-screen.tier.${tier}`)],
    [
      text('snapshot-screen.fact.taken'),
      `${momentWords(takenAt, timeZone)} · ${text('snapshot-screen.unverified', { name: takenBy.name })} · ${takenBy.from}`,
    ],
    [text('snapshot-screen.fact.version'), snapshot.productVersion],
    [text('snapshot-screen.fact.size'), sizeWords(snapshot.bytes, language)],
    ...missing.map(
      ({ part, reason }) =>
        [
          text('snapshot-screen.fact.missing'),
          text('snapshot-screen.lacks', {
            part: text(`snapshot-screen.part.${part}`),
            reason: text(`snapshot-screen.lack.${reason}`),
          }),
        ] as const,
    ),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={text('snapshot-screen.contents')} tabIndex={0}>
      <h4>{text('snapshot-screen.contents')}</h4>
      <Facts facts={facts} />
    </section>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string | JSX.Element])[] }) {
  return (
    <dl className="snap-facts">
      {facts.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have fixed places, and two may have one name
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
