import type { JSX } from 'react';

/** A filled sign on a 16 × 16 grid, inside a button that says in words what it does. */
function sign(path: string) {
  return function Sign(): JSX.Element {
    return (
      <svg className="icon" viewBox="0 0 16 16" width={16} height={16} fill="currentColor" aria-hidden="true">
        <path d={path} />
      </svg>
    );
  };
}

export const PlayIcon = sign('M4.5 2.8v10.4L13 8Z');
export const PauseIcon = sign('M4 3h3v10H4ZM9 3h3v10H9Z');
export const PreviousIcon = sign('M3 3h2v10H3ZM13 3v10L5.8 8Z');
export const NextIcon = sign('M11 3h2v10h-2ZM3 3v10l7.2-5Z');
