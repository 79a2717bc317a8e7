import { expect, test } from 'vitest';
import { initialPreferences, LANGUAGE_KEY, THEME_KEY } from '../../../client/state/initial-preferences.ts';

const nothing = { search: '', stored: () => null, browserLanguage: 'en-GB', prefersLight: false };

test('dark, in the browser’s language, when nothing was chosen', () => {
  expect(initialPreferences(nothing)).toEqual({ language: 'en', theme: 'dark' });
  expect(initialPreferences({ ...nothing, browserLanguage: 'zh-TW' }).language).toBe('zh-CN');
  expect(initialPreferences({ ...nothing, prefersLight: true }).theme).toBe('light');
});

test('a choice that was kept comes before the browser, the address before both', () => {
  const kept = new Map([
    [LANGUAGE_KEY, 'zh-CN'],
    [THEME_KEY, 'light'],
  ]);
  const stored = (key: string) => kept.get(key) ?? null;
  expect(initialPreferences({ ...nothing, stored })).toEqual({ language: 'zh-CN', theme: 'light' });
  expect(initialPreferences({ ...nothing, stored, search: '?lang=en&theme=dark' })).toEqual({
    language: 'en',
    theme: 'dark',
  });
});

test('values that are none are passed over', () => {
  expect(initialPreferences({ ...nothing, search: '?lang=xx&theme=pink', stored: () => 'garbage' })).toEqual({
    language: 'en',
    theme: 'dark',
  });
});
