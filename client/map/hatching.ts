const TILE_PX = 8;
const LINE_PX = 1.6;

/** Diagonal lines of a colour with nothing between them. */
export function hatching(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = TILE_PX;
  tile.height = TILE_PX;
  const brush = tile.getContext('2d');
  if (!brush) return null;
  brush.strokeStyle = colour;
  brush.lineWidth = LINE_PX;
  brush.beginPath();
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    brush.moveTo(shift - 1, TILE_PX + 1);
    brush.lineTo(shift + TILE_PX + 1, -1);
  }
  brush.stroke();
  return context.createPattern(tile, 'repeat');
}
