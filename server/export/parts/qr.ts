import { create } from 'qrcode';

/** Modules that must stay white around a code, ISO/IEC 18004. */
const QUIET_ZONE = 4;

/** A dark rectangle, in the unit of the square that the code was asked for. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A text as QR code (level M) in a square of `size`, its quiet zone included: dark runs of each row. */
export function qrBars(text: string, size: number): readonly Bar[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = size / (modules.size + 2 * QUIET_ZONE);
  const bars: Bar[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const begin = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      const [x, y] = [(begin + QUIET_ZONE) * unit, (row + QUIET_ZONE) * unit];
      bars.push({ x, y, w: (column + 1 - begin) * unit, h: unit });
    }
  }
  return bars;
}
