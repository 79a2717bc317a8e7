import { type JSX, useState } from 'react';
import { formatCount, formatDate, type Language, NO_VALUE } from '../../../../shared/text/format.ts';
import type { MeasurementSet } from '../../../../shared/wire/planning.ts';
import { removeMeasurements, useMeasurementNews } from '../../../api/measurements.ts';
import { SimulatedMark } from '../../../ui/SimulatedBadge.tsx';
import { useText } from '../../../ui/text.ts';

interface Props {
  sets: readonly MeasurementSet[];
  leftOut: readonly string[];
  language: Language;
  timeZone: string;
}

/** Files that are kept; deleting one asks once more. */
export function MeasuredSets({ sets, leftOut, language, timeZone }: Props): JSX.Element {
  const text = useText();
  const news = useMeasurementNews();
  const [refused, setRefused] = useState<string | null>(null);
  const remove = async (id: string) => {
    setRefused(null);
    try {
      await removeMeasurements(id);
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error));
    }
    await news();
  };
  return (
    <section>
      <h3>{text('coverage.measured-sets')}</h3>
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refused}
        </p>
      )}
      <div className="coverage-scroll">
        <table className="coverage-table">
          <thead>
            <tr>
              <th scope="col">{text('coverage.column.file')}</th>
              <th scope="col" className="numeric">
                {text('coverage.column.points')}
              </th>
              <th scope="col">{text('coverage.column.measured-time')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => (
              <tr key={set.id}>
                <th scope="row">
                  {set.name} {set.simulated && <SimulatedMark />}
                  {set.kind === 'histograms' && <small>{text('coverage.measured-histograms')}</small>}
                  {leftOut.includes(set.id) && <small>{text('coverage.measured-left-out')}</small>}
                </th>
                <td className="numeric">{formatCount(set.points, language)}</td>
                <td>{set.from === null ? NO_VALUE : formatDate(set.from, timeZone)}</td>
                <td>
                  <Remove name={set.name} onRemove={() => void remove(set.id)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove(): void }) {
  const text = useText();
  const [sure, setSure] = useState(false);
  const words = text(sure ? 'coverage.measured-delete-sure' : 'coverage.measured-delete');
  return (
    <button
      type="button"
      className={sure ? 'plain link too-much' : 'plain link'}
      aria-label={`${words} ${name}`}
      onClick={() => (sure ? onRemove() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {words}
    </button>
  );
}
