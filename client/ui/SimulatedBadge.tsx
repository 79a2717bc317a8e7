import type { JSX } from 'react';
import { useText } from './text.ts';

/** Stands beside anything whose numbers are invented by the simulator. */
export function SimulatedBadge(): JSX.Element {
  const text = useText();
  return (
    <span className="simulated-badge" title={text('quality.simulated-why')}>
      {text('quality.simulated')}
    </span>
  );
}
