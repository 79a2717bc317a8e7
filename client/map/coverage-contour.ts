import type { ClassRaster } from './coverage-classes.ts';

/** Ends of straight runs in pixels from the north-west corner: x0, y0, x1, y1, … */
export type Contour = Int32Array;

/**
 * The border of the pixels whose class is at least `band`, along their edges; with `band` null every border between two
 * classes. `every` looks at each n-th pixel only: far out a finer line could not be seen.
 */
export function contourOf(raster: ClassRaster, band: number | null, every = 1): Contour {
  const { classes, nothing, columns } = raster;
  const [height, width] = [Math.ceil(raster.rows / every), Math.ceil(columns / every)];
  const side = (row: number, column: number): number => {
    if (row < 0 || column < 0 || row >= height || column >= width) return band === null ? nothing : 0;
    const value = classes[row * every * columns + column * every]!;
    if (band === null) return value;
    return value !== nothing && value >= band ? 1 : 0;
  };
  const found: number[] = [];
  collect(
    found,
    height + 1,
    width,
    (line, at) => side(line - 1, at) !== side(line, at),
    (line, from, to) => [from, line, to, line],
  );
  collect(
    found,
    width + 1,
    height,
    (line, at) => side(at, line - 1) !== side(at, line),
    (line, from, to) => [line, from, line, to],
  );
  return Int32Array.from(found, (edge) => edge * every);
}

function collect(
  into: number[],
  lines: number,
  length: number,
  isBorder: (line: number, at: number) => boolean,
  run: (line: number, from: number, to: number) => readonly number[],
): void {
  for (let line = 0; line < lines; line++) {
    let from = -1;
    for (let at = 0; at <= length; at++) {
      const border = at < length && isBorder(line, at);
      if (border && from < 0) from = at;
      if (!border && from >= 0) {
        into.push(...run(line, from, at));
        from = -1;
      }
    }
  }
}
