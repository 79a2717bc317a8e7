import type { JSX, ReactNode } from 'react';
import type { Severity } from '../../shared/model/sample.ts';
import { Meter } from '../ui/Meter.tsx';

interface Props {
  label: string;
  figure: ReactNode;
  /** What the number is measured against: "/ 27 · target 100". */
  beside?: string;
  note: string;
  /** The number's own past. */
  spark?: ReactNode;
  meter?: { share: number | null; ticks?: readonly number[]; severity?: Severity };
}

/** One number of the dock: what it is, the number, what it is measured against, one line of context. */
export function Tile({ label, figure, beside, note, spark, meter }: Props): JSX.Element {
  return (
    <div className="tile">
      <dt title={label}>{label}</dt>
      <dd className="value">
        {figure}
        {beside !== undefined && <span className="beside">{beside}</span>}
      </dd>
      {spark && <dd className="spark">{spark}</dd>}
      <dd className="note" title={note}>
        {note}
      </dd>
      {meter && (
        <dd>
          <Meter {...meter} />
        </dd>
      )}
    </div>
  );
}
