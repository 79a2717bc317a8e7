import { createElement, Suspense } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { screen } from '../../../client/views/screen.ts';

const Hall = () => 'the hall';
const drawn = (View: Parameters<typeof createElement>[0]): string =>
  renderToString(createElement(Suspense, { fallback: 'loading' }, createElement(View)));

test('a screen waits for its code where it was not loaded before, and is drawn at once where it was', async () => {
  let loads = 0;
  const { View, ahead } = screen(async () => {
    loads++;
    return Hall;
  });
  expect(drawn(View)).toContain('loading');
  await ahead();
  expect(drawn(View)).toContain('the hall');
  await ahead();
  expect(loads).toBeLessThanOrEqual(2);
});

test('code that could not be had is asked for again', async () => {
  let tries = 0;
  const { View, ahead } = screen(async () => {
    tries++;
    if (tries === 1) throw new Error('no connection');
    return Hall;
  });
  await expect(ahead()).rejects.toThrow('no connection');
  await ahead();
  expect(drawn(View)).toContain('the hall');
});
