import type { JSX } from 'react';
import type { Severity } from '../../shared/model/sample.ts';

interface Props {
  /** Share of the full length, 0…1; null draws an empty, hatched track. */
  share: number | null;
  /** Thresholds as shares, drawn as ticks. */
  ticks?: readonly number[];
  severity?: Severity;
}

/** A thin bar under a number. The number beside it says the same in words, so it is hidden from screen readers. */
export function Meter({ share, ticks = [], severity = 'normal' }: Props): JSX.Element {
  const percent = (part: number) => `${Math.max(0, Math.min(1, part)) * 100}%`;
  return (
    <span className={share === null ? 'meter empty' : 'meter'} aria-hidden="true">
      {share !== null && (
        <span
          className="fill"
          style={{ width: percent(share), background: severity === 'normal' ? 'var(--accent)' : `var(--${severity})` }}
        />
      )}
      {ticks.map((tick) => (
        <span key={tick} className="tick" style={{ left: percent(tick) }} />
      ))}
    </span>
  );
}
