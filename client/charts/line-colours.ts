import type { Theme } from '../ui/palette.ts';

/**
 * Colours of lines side by side, told apart by colour-blind eyes, none of them a state's: after Okabe and Ito, lightened
 * or darkened for the ground.
 */
const COLOURS: Readonly<Record<Theme, readonly string[]>> = {
  dark: ['#86A9F7', '#E8B84A', '#4FC3A1', '#E58FC2', '#C6CDD9', '#D98A5B', '#9BD6F2', '#B9A7FF'],
  light: ['#2D5BC2', '#8A6200', '#00735A', '#A83A7E', '#4C566B', '#9C4A14', '#0B6F9C', '#5A3FC0'],
};

export function lineColour(theme: Theme, line: number): string {
  const colours = COLOURS[theme];
  return colours[line % colours.length]!;
}
