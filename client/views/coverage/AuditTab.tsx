import './audit.css';
import { type JSX, useState } from 'react';
import { formatCount, NO_VALUE } from '../../../shared/text/format.ts';
import type { CoverageAudit, CoverageSummary } from '../../../shared/wire/planning.ts';
import { useCoverageAudit } from '../../api/coverage-audit.ts';
import { area } from '../../ui/coverage-words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { countOf, FINDINGS, type Finding, rowsOf } from './audit-rows.ts';
import { type About, nameOf } from './drawn.ts';

interface Props extends About {
  summary: CoverageSummary | undefined;
  /** Shows these cells on the map. */
  onShow(cells: readonly string[]): void;
}

const STATES = ['on-air', 'planned'] as const;

/** Where physical cell ids collide or confuse, and neighbours that nobody has written down. */
export function AuditTab({ summary, ...about }: Props): JSX.Element {
  const text = useText();
  const [state, setState] = useState<(typeof STATES)[number]>('on-air');
  const [chosen, setChosen] = useState<Finding | null>(null);
  const { data, error } = useCoverageAudit(summary?.ready ? state : null);
  if (!data) {
    return error ? (
      <Notice title={text('coverage.audit-failed')} urgent>
        <p>{error.message}</p>
      </Notice>
    ) : (
      <Notice title={text('coverage.wait')} />
    );
  }
  // The first finding that there is: an empty list says less than one with rows.
  const finding = chosen ?? FINDINGS.find((each) => (countOf(data, each) ?? 0) > 0) ?? FINDINGS[0];
  return (
    <div className="coverage-audit">
      <div className="coverage-form">
        <label>
          <span>{text('coverage.audit-state')}</span>
          <select
            value={state}
            onChange={({ target }) => setState(STATES.find((each) => each === target.value) ?? 'on-air')}
          >
            {STATES.map((each) => (
              <option key={each} value={each}>
                {text(`coverage.state.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <Counts audit={data} finding={finding} onFinding={setChosen} language={about.language} />
      </div>
      <p className="coverage-note">
        {text(`coverage.audit-means.${finding}`)}{' '}
        {text('coverage.audit-cells', { cells: formatCount(data.cells, about.language) })}
        {data.withoutPci > 0 &&
          ` ${text('coverage.audit-without-pci', { count: formatCount(data.withoutPci, about.language) })}`}
        {data.synthetic && <b> {text('coverage.audit-synthetic')}</b>}
      </p>
      <Rows audit={data} finding={finding} {...about} />
    </div>
  );
}

interface CountsProps extends Pick<About, 'language'> {
  audit: CoverageAudit;
  finding: Finding;
  onFinding(finding: Finding): void;
}

function Counts({ audit, finding, onFinding, language }: CountsProps) {
  const text = useText();
  return (
    <fieldset className="audit-counts">
      <legend className="visually-hidden">{text('coverage.tab.audit')}</legend>
      {FINDINGS.map((each) => (
        <button
          key={each}
          type="button"
          className="button"
          aria-pressed={each === finding}
          onClick={() => onFinding(each)}
        >
          {text(`coverage.audit.${each}`)} <b>{formatCount(countOf(audit, each), language)}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Rows({
  audit,
  finding,
  inventory,
  language,
  onShow,
}: Omit<Props, 'summary'> & Omit<CountsProps, 'onFinding'>) {
  const text = useText();
  const rows = rowsOf(audit, finding);
  const count = countOf(audit, finding);
  if (count === null) return <p className="coverage-empty">{text('coverage.audit-no-neighbours')}</p>;
  if (rows.length === 0) return <p className="coverage-empty">{text('coverage.audit-none')}</p>;
  return (
    <>
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.cell')}</th>
              <th scope="col">{text('coverage.column.others')}</th>
              <th scope="col" className="numeric">
                PCI
              </th>
              <th scope="col" className="numeric">
                {text('coverage.column.overlap')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cell, others, pcis, areaKm2 }) => (
              <tr key={`${cell} ${others.join(' ')} ${pcis.join(' ')}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="plain link"
                    title={text('coverage.audit-show')}
                    onClick={() => onShow([cell, ...others])}
                  >
                    {nameOf(inventory, cell, language)}
                  </button>
                </th>
                <td>{others.map((other) => nameOf(inventory, other, language)).join(' · ')}</td>
                <td className="numeric">{pcis.length === 0 ? NO_VALUE : pcis.join(' / ')}</td>
                <td className="numeric">{area(areaKm2, language)} km²</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > rows.length && (
        <p className="coverage-note">
          {text('coverage.audit-largest', {
            shown: formatCount(rows.length, language),
            count: formatCount(count, language),
          })}
        </p>
      )}
    </>
  );
}
