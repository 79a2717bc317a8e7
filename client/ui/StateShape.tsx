import type { JSX } from 'react';
import type { Severity } from '../../shared/model/sample.ts';
import { useText } from './text.ts';

interface Props {
  severity: Severity;
  /** CSS pixels, 12 unless said. */
  size?: number;
  /** The state is said in words beside it: hide the shape from screen readers. */
  decorative?: boolean;
  /** Pulses once: for a state that has just begun. */
  fresh?: boolean;
}

/** The shape of a state, inline, with its name for those who do not see it. Colours come from theme.css. */
export function StateShape({ severity, size = 12, decorative = false, fresh = false }: Props): JSX.Element {
  const text = useText();
  return (
    <svg
      className={fresh ? 'state-shape fresh' : 'state-shape'}
      viewBox="-8 -8 16 16"
      width={size}
      height={size}
      style={{ color: `var(--${severity})` }}
      role={decorative ? undefined : 'img'}
      aria-hidden={decorative || undefined}
      aria-label={decorative ? undefined : text(`state.${severity}`)}
    >
      {shape(severity)}
    </svg>
  );
}

function shape(severity: Severity): JSX.Element {
  switch (severity) {
    case 'critical':
      return <path d="M0-7.5 7.5 6H-7.5Z" fill="currentColor" />;
    case 'major':
      return <path d="M0-7.5 7.5 0 0 7.5-7.5 0Z" fill="currentColor" />;
    case 'minor':
      return <rect x="-6" y="-6" width="12" height="12" fill="currentColor" />;
    case 'warning':
      return <circle r="6.6" fill="currentColor" />;
    case 'unknown':
      return <circle r="6.2" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3.2 2.6" />;
    case 'normal':
      return <circle r="6.2" fill="none" stroke="currentColor" strokeWidth="2" />;
  }
}
