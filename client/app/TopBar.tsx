import type { JSX, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Attention } from '../../shared/wire/events.ts';
import type { Link as LiveLink } from '../live/link.ts';
import { SimulatedBadge } from '../ui/SimulatedBadge.tsx';
import { StateShape } from '../ui/StateShape.tsx';
import { useText } from '../ui/text.ts';
import { LinkState } from './LinkState.tsx';
import { SearchBox } from './SearchBox.tsx';
import { Tools } from './Tools.tsx';

interface Props {
  title: string;
  link: LiveLink['state'];
  attention: Attention | null;
  /** What the server runs without, in its own words. */
  degraded: readonly string[];
  /** What is wrong, counted. */
  counts: ReactNode;
}

/** Which zone, whether it is true and new, what state it is in. */
export function TopBar({ title, link, attention, degraded, counts }: Props): JSX.Element {
  const text = useText();
  return (
    <header className="top">
      <h1 title={title}>{title}</h1>
      {attention && attention.simulated > 0 && <SimulatedBadge />}
      <LinkState state={link} />
      {degraded.length > 0 && (
        <Link className="degraded" to="/data-quality" title={degraded.join('\n')}>
          <StateShape severity="minor" size={11} decorative />
          {text('frame.degraded')}
          <span className="visually-hidden">{degraded.join('; ')}</span>
        </Link>
      )}
      <span className="spacer" />
      <SearchBox />
      {counts}
      <Tools />
    </header>
  );
}
