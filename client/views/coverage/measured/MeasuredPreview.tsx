import type { JSX } from 'react';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { MeasurementImport } from '../../../../shared/wire/planning.ts';
import type { MeasurementChoice } from '../../../api/measurements.ts';
import { SimulatedMark } from '../../../ui/SimulatedBadge.tsx';
import { useText } from '../../../ui/text.ts';
import { NameList } from '../NameList.tsx';
import { ProblemTable } from '../ProblemTable.tsx';
import type { Previewed } from '../use-file-import.ts';

interface Props extends Previewed<MeasurementChoice, MeasurementImport> {
  readonly language: Language;
  /** Null where nothing can be kept now. */
  readonly onKeep: (() => void) | null;
}

/** What was found in a log: its problems by row, how its headers were understood, and the button that keeps it. */
export function MeasuredPreview({ file, result, language, onKeep }: Props): JSX.Element {
  const text = useText();
  const count = (value: number) => formatCount(value, language);
  const { skipped, problems, columns, ignored, points } = result;
  const names = columns.map((each) => (each.file === each.column ? each.file : `${each.file} → ${each.column}`));
  return (
    <div className="measured-preview" aria-live="polite">
      <h3>
        {file.name} <small>{text('coverage.table-rows', { count: count(result.rows) })}</small>
        {result.simulated && <SimulatedMark />}
      </h3>
      <Verdict result={result} language={language} />
      {skipped.noLevel + skipped.noPosition > 0 && (
        <p className="coverage-note">
          {text('coverage.measured-skipped', {
            noLevel: count(skipped.noLevel),
            noPosition: count(skipped.noPosition),
          })}
        </p>
      )}
      {result.token !== null && onKeep !== null && (
        <button type="button" className="button primary" onClick={onKeep}>
          {text(`coverage.measured-commit.${result.kind}`, { count: count(points) })}
        </button>
      )}
      {problems.length > 0 && (
        <ProblemTable
          problems={problems}
          language={language}
          words={({ code, values }) => text(`coverage.measured-problem.${code}`, values)}
        />
      )}
      <NameList title={text('coverage.table-columns')} names={names} />
      <NameList title={text('coverage.table-ignored')} names={ignored} />
    </div>
  );
}

function Verdict({ result, language }: { result: MeasurementImport; language: Language }) {
  const text = useText();
  const count = (value: number) => formatCount(value, language);
  const { problemCount, problems, rejected, committed, points, named } = result;
  if (problemCount > 0) {
    return (
      <p className="coverage-refused">
        {text('coverage.table-problems', {
          count: count(problemCount),
          rows: count(rejected),
          shown: count(problems.length),
        })}
      </p>
    );
  }
  if (points === 0) return <p className="coverage-refused">{text('coverage.measured-empty')}</p>;
  return (
    <p className="coverage-certificate">
      {committed !== null
        ? text(`coverage.measured-committed.${committed.kind}`, { count: count(committed.points) })
        : result.kind === 'histograms'
          ? text('coverage.measured-bins', { bins: count(points) })
          : text('coverage.measured-clean', {
              points: count(points),
              cell: count(named.cell),
              pci: count(named.pci),
              nothing: count(named.nothing),
            })}
    </p>
  );
}
