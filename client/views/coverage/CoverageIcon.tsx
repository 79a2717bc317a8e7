import type { JSX } from 'react';

/** A mast that radiates over the ground it covers. */
export function CoverageIcon({ size = 20 }: { size?: number }): JSX.Element {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 11v9.5M8.5 20.5h7M8 13.2a5 5 0 0 1 0-6.4M16 13.2a5 5 0 0 0 0-6.4M5 16a9.2 9.2 0 0 1 0-12M19 16a9.2 9.2 0 0 0 0-12" />
      <circle cx="12" cy="10" r="1" />
    </svg>
  );
}
