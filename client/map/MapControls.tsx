import type { JSX } from 'react';

interface Props {
  onZoom(steps: number): void;
  onHome(): void;
  words: { readonly zoomIn: string; readonly zoomOut: string; readonly home: string };
}

/** Zoom in, zoom out, whole zone. */
export function MapControls({ onZoom, onHome, words }: Props): JSX.Element {
  return (
    <div className="map-controls">
      <Control label={words.zoomIn} onClick={() => onZoom(1)} path="M8 2.5v11M2.5 8h11" />
      <Control label={words.zoomOut} onClick={() => onZoom(-1)} path="M2.5 8h11" />
      <Control label={words.home} onClick={onHome} path="M2 8.2 8 2.8l6 5.4M4 7v6.2h8V7" />
    </div>
  );
}

function Control({ label, path, onClick }: { label: string; path: string; onClick(): void }) {
  return (
    <button type="button" className="plain" aria-label={label} title={label} onClick={onClick}>
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        aria-hidden="true"
      >
        <path d={path} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </button>
  );
}
