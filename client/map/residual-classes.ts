import type { Theme } from '../ui/palette.ts';

/** Lower edges of the classes of a residual, dB; below the first is a class of its own. The middle one is a good fit. */
export const RESIDUAL_EDGES_DB = [-9, -3, 3, 9] as const;

/** Weaker than predicted, as predicted, stronger: orange to blue, apart for colour-blind eyes; shapes say it too. */
const COLOURS: Readonly<Record<Theme, readonly string[]>> = {
  dark: ['#FF7A1A', '#FFBE85', '#D5DBE6', '#8FC3FF', '#2F86FF'],
  light: ['#A84300', '#D98A45', '#5E6880', '#4F8FD6', '#134FAE'],
};

/** Class of a residual, 0…4. */
export function residualClass(residualDb: number): number {
  return RESIDUAL_EDGES_DB.filter((edge) => residualDb >= edge).length;
}

export function residualColour(theme: Theme, residual: number): string {
  return COLOURS[theme][residual]!;
}

/** How a class is drawn: a triangle that points down, a dot, a triangle that points up; strong ones are larger. */
export function residualShape(residual: number): { readonly points: 'down' | 'dot' | 'up'; readonly strong: boolean } {
  const points = residual < 2 ? 'down' : residual > 2 ? 'up' : 'dot';
  return { points, strong: residual === 0 || residual === COLOURS.dark.length - 1 };
}
