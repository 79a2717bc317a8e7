import { expect, test } from 'vitest';
import { isTyping, keyName } from '../../../client/app/use-keys.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

test.each(['INPUT', 'TEXTAREA', 'SELECT'])('letters typed into a %s are not commands', (tagName) => {
  expect(isTyping({ ...plain, target: { tagName } as unknown as EventTarget })).toBe(true);
});

test('keys with a modifier are the browser’s', () => {
  expect(isTyping({ ...plain, ctrlKey: true, target: null })).toBe(true);
});

test('a key on a button or on nothing is a command', () => {
  expect(isTyping({ ...plain, target: { tagName: 'BUTTON' } as unknown as EventTarget })).toBe(false);
  expect(isTyping({ ...plain, target: null })).toBe(false);
});

test('Ctrl and ⌘ make one name, whatever the letter’s case', () => {
  expect(keyName({ ...plain, key: 'k' })).toBe('k');
  expect(keyName({ ...plain, ctrlKey: true, key: 'k' })).toBe('Ctrl+K');
  expect(keyName({ ...plain, metaKey: true, key: 'K' })).toBe('Ctrl+K');
  expect(keyName({ ...plain, ctrlKey: true, key: 'Control' })).toBe('Control');
});
