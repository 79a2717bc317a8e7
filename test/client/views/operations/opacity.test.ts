import { expect, test } from 'vitest';
import { formatOpacities, parseOpacities } from '../../../../client/views/operations/opacity.ts';

const USUAL = { sectors: 100, backhaul: 100, circle: 100, coverage: 70 };

test('what is faded is in the URL, what is not is left out', () => {
  const faded = { ...USUAL, sectors: 60, circle: 20 };
  expect(formatOpacities(USUAL)).toBeNull();
  expect(formatOpacities(faded)).toBe('sectors:60,circle:20');
  expect(parseOpacities('sectors:60,circle:20')).toEqual(faded);
});

test.each([
  null,
  '',
  'sectors',
  'sectors:',
  'sectors:5',
  'sectors:900',
  'coverage:0',
  'sectors:x',
  'toString:50',
  ',:,',
])('%s fades nothing: no layer can be made invisible by a link', (text) => {
  expect(parseOpacities(text)).toEqual(USUAL);
});
