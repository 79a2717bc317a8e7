import { expect, test } from 'vitest';
import { formatViewport, parseViewport } from '../../../client/state/viewport.ts';

test('a viewport survives the address to five decimals', () => {
  expect(formatViewport({ x: 120.2761234567, y: 36.25, zoom: 13.5 })).toBe('120.27612,36.25,13.5');
  expect(parseViewport('120.27612,36.25,13.5')).toEqual({ x: 120.27612, y: 36.25, zoom: 13.5 });
});

test.each([null, '', '1,2', '1,2,3,4', 'a,b,c', '1,,3', '1,2,Infinity'])('%s is no viewport', (text) => {
  expect(parseViewport(text)).toBeNull();
});
