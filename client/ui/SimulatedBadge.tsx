import type { JSX } from 'react';
import { useText } from './text.ts';

/** The badge in one letter's room, for rows of a list; says the same to screen readers and on hover. */
export function SimulatedMark(): JSX.Element {
  const text = useText();
  return (
    <span className="simulated-badge small" title={text('quality.simulated')}>
      <span aria-hidden="true">{text('quality.simulated-short')}</span>
      <span className="visually-hidden">{text('quality.simulated')}</span>
    </span>
  );
}

/** Stands beside anything whose numbers are invented by the simulator. */
export function SimulatedBadge(): JSX.Element {
  const text = useText();
  return (
    <span className="simulated-badge" title={text('quality.simulated-why')}>
      {text('quality.simulated')}
    </span>
  );
}
