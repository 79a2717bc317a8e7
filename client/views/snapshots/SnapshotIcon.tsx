import type { JSX } from 'react';

/** A camera: what it sees is kept. */
export function SnapshotIcon({ size = 20 }: { size?: number }): JSX.Element {
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
      <path d="M3.5 7.5h4l1.8-3h5.4l1.8 3h4v12h-17Z" />
      <circle cx="12" cy="13.2" r="3.6" />
    </svg>
  );
}
