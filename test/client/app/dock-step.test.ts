import { describe, expect, test } from 'vitest';
import { stepped } from '../../../client/app/dock-step.ts';

describe('keys of the dock list (issue 6)', () => {
  test('j goes down, k goes up, both stop at the ends', () => {
    expect(stepped('j', 0, 3)).toBe(1);
    expect(stepped('j', 2, 3)).toBe(2);
    expect(stepped('k', 2, 3)).toBe(1);
    expect(stepped('k', 0, 3)).toBe(0);
  });

  test('any other key, or no row in focus, moves nothing', () => {
    expect(stepped('a', 1, 3)).toBe(null);
    expect(stepped('J', 1, 3)).toBe(null);
    expect(stepped('j', -1, 3)).toBe(null);
  });
});
