import type { JSX, ReactNode } from 'react';

interface Props {
  /** CSS pixels, 20 unless said. */
  size?: number;
}

export type Icon = (props: Props) => JSX.Element;

/** A line icon on a 24 × 24 grid. Always beside or inside something that says in words what it is. */
function line(content: ReactNode): Icon {
  return function LineIcon({ size = 20 }: Props) {
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
        {content}
      </svg>
    );
  };
}

export const MapIcon = line(<path d="M3.5 6.2 9 4l6 2.4 5.5-2.2v13.6L15 20l-6-2.4-5.5 2.2ZM9 4v13.6M15 6.4V20" />);

export const RacksIcon = line(
  <path d="M4 3.5h16v17H4ZM4 9.2h16M4 14.8h16M7 6.4h.01M10 6.4h7M7 12h.01M10 12h7M7 17.6h.01M10 17.6h7" />,
);

export const PulseIcon = line(<path d="M3.5 12.5h4l2.2-6 4 12 2.6-8 1.2 2h3" />);

export const AlarmIcon = line(<path d="M12 4 21 19.5H3ZM12 10v4.5M12 17h.01" />);

export const SoundIcon = line(
  <path d="M4 9.5v5h3.5l4.5 4v-13l-4.5 4ZM15.5 9a4.5 4.5 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />,
);

export const ChartIcon = line(<path d="M3.5 3.5v17h17M7 15.5l4-5 3.2 2.8 5.3-7" />);

export const MoonIcon = line(<path d="M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z" />);

export const SunIcon = line(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);

export const SearchIcon = line(<path d="M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5" />);

export const GearIcon = line(
  <>
    <circle cx="12" cy="12" r="3.1" />
    <path d="M12 2.8v3M12 18.2v3M2.8 12h3M18.2 12h3M5.5 5.5l2.1 2.1M16.4 16.4l2.1 2.1M5.5 18.5l2.1-2.1M16.4 7.6l2.1-2.1" />
    <circle cx="12" cy="12" r="6.4" />
  </>,
);

export const KeyboardIcon = line(<path d="M3 6.5h18v11H3ZM6.5 10h.01M10 10h.01M13.5 10h.01M17 10h.01M8 14h8" />);

export const CloseIcon = line(<path d="M6 6l12 12M18 6 6 18" />);

export const ChevronUpIcon = line(<path d="M6 14.5 12 8.5l6 6" />);

/** The product's mark: a mast that radiates over two racks. */
export function Mark({ size = 30 }: Props): JSX.Element {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M16 5v12" stroke="var(--text)" strokeWidth="2" />
      <path d="M11.2 5.6a6.6 6.6 0 0 0 0 8.4M20.8 5.6a6.6 6.6 0 0 1 0 8.4" stroke="var(--accent)" strokeWidth="2" />
      <rect x="6" y="18" width="20" height="4" rx="1.5" stroke="var(--accent)" strokeWidth="1.8" />
      <rect x="6" y="24.4" width="20" height="4" rx="1.5" stroke="var(--normal)" strokeWidth="1.8" />
    </svg>
  );
}
