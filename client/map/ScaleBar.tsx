import type { JSX } from 'react';
import { scaleBar } from './camera.ts';

interface Props {
  lat: number;
  zoom: number;
  /** For screen readers: a length in, a sentence out. */
  say(length: string): string;
}

const MAX_PX = 124;

/** The length on the ground of a bar on the screen, at the middle of the view. */
export function ScaleBar({ lat, zoom, say }: Props): JSX.Element {
  const { metres, px } = scaleBar(lat, zoom, MAX_PX);
  const length = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return (
    <div className="map-scale" style={{ width: px }} role="img" aria-label={say(length)}>
      <span aria-hidden="true">{length}</span>
    </div>
  );
}
