import type { JSX, ReactNode } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { SourceView } from '../../../shared/wire/http.ts';
import { useText } from '../../ui/text.ts';
import type { SourceRow, Surroundings } from './source-rows.ts';
import { formatRate, formatSince, lagWords, protocolWords, reasonWords } from './words.ts';

/** What was refused of a source and what was not understood, each with an example as it was sent. */
export function SourceDetail({ row, ...around }: Surroundings & { row: SourceRow }): JSX.Element {
  const { source } = row;
  return (
    <div className="source-detail">
      <Facts source={source} {...around} />
      <Rejected source={source} {...around} />
      <Unmapped source={source} language={around.language} />
    </div>
  );
}

const COUNTED_FACTS = ['late', 'skewed', 'throttled'] as const;

/** Everything that the table had no room for. */
function Facts({ source, language, now, showTime }: Surroundings & { source: SourceView }) {
  const text = useText();
  const count = (value: number) => formatCount(value, language);
  const { lastReceivedAt, limits } = source;
  const used = (value: string, limit: number | undefined) =>
    limit === undefined ? value : text('data-quality.fact.of-limit', { count: value, limit: count(limit) });
  const received =
    lastReceivedAt === null
      ? text('data-quality.never')
      : `${showTime(lastReceivedAt)} (${formatSince(lastReceivedAt, now, language)})`;
  return (
    <dl className="source-facts tabular">
      <Fact name={text('data-quality.column.protocol')}>{protocolWords(source.protocol, text)}</Fact>
      <Fact name={text('data-quality.column.received')}>{received}</Fact>
      <Fact name={text('data-quality.column.lag')}>{lagWords(source.skewMs, language, text)}</Fact>
      <Fact name={text('data-quality.column.resources')}>{count(source.resources)}</Fact>
      <Fact name={text('data-quality.column.series')}>{used(count(source.series), limits?.series)}</Fact>
      <Fact name={text('data-quality.column.rate')}>
        {used(formatRate(source.rate, language), limits?.samplesPerSecond)}
      </Fact>
      <Fact name={text('data-quality.column.accepted')}>{count(source.accepted)}</Fact>
      <Fact name={text('data-quality.column.duplicate')}>{count(source.duplicate)}</Fact>
      {COUNTED_FACTS.map((fact) => (
        <Fact key={fact} name={text(`data-quality.fact.${fact}`)}>
          {count(source[fact])}
        </Fact>
      ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Rejected({ source, language, now, showTime }: Surroundings & { source: SourceView }) {
  const text = useText();
  if (source.rejected.length === 0) return <Nothing title="rejected" />;
  const rows = [...source.rejected].sort((a, b) => b.lastAt - a.lastAt);
  return (
    <table className="finding-table">
      <caption>{text('data-quality.rejected')}</caption>
      <thead>
        <tr>
          <th scope="col">{text('data-quality.reason')}</th>
          <th scope="col" className="number">
            {text('data-quality.count')}
          </th>
          <th scope="col" className="number">
            {text('data-quality.last')}
          </th>
          <th scope="col">{text('data-quality.example')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ reason, count, lastAt, example }) => (
          <tr key={reason}>
            <th scope="row">
              {reasonWords(reason, text)} <code className="code">{reason}</code>
            </th>
            <td className="number">{formatCount(count, language)}</td>
            <td className="number" title={showTime(lastAt)}>
              {formatSince(lastAt, now, language)}
            </td>
            <td className="example">
              <code>{example}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unmapped({ source, language }: { source: SourceView; language: Language }) {
  const text = useText();
  if (source.unmapped.length === 0) return <Nothing title="unmapped" />;
  const rows = [...source.unmapped].sort((a, b) => b.count - a.count);
  return (
    <div>
      <table className="finding-table">
        <caption>{text('data-quality.unmapped')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('data-quality.name')}</th>
            <th scope="col" className="number">
              {text('data-quality.count')}
            </th>
            <th scope="col">{text('data-quality.example')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, count, example }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td className="number">{formatCount(count, language)}</td>
              <td className="example">
                <code>{example}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="finding-note">{text('data-quality.unmapped-why')}</p>
    </div>
  );
}

function Nothing({ title }: { title: 'rejected' | 'unmapped' }) {
  const text = useText();
  return (
    <div className="finding-none">
      <p className="finding-title">{text(`data-quality.${title}`)}</p>
      <p>{text(`data-quality.${title}-none`)}</p>
    </div>
  );
}
