import type { ExportInput } from '../ports.ts';
import { renderPicture } from './parts/picture.ts';
import { drawPicture } from './parts/picture-drawing.ts';

const WIDTH_PX = 1_800;

/** The map with its coverage and states, and below it the charts. */
export function writePng({ content, language }: ExportInput): Promise<Uint8Array> {
  return renderPicture(drawPicture(content, language), WIDTH_PX);
}
