import { expect, test } from 'vitest';
import { isResourceId } from '../../../shared/model/resource.ts';

test.each(['rack/qingyun/p1-h03/r12/08', 'zone/qingdao', 'charging-station/s-1'])('%s is a resource id', (id) => {
  expect(isResourceId(id)).toBe(true);
});

test.each([
  '',
  'rack',
  'rack/',
  '/rack/a',
  'rack//a',
  'Rack/a',
  'rack/A',
  'rack/a b',
  'rack/../../etc/passwd',
  'rack/a\u0000',
  'rack/a\n',
  'unicorn/a',
  '__proto__/a',
  `rack/${'a'.repeat(200)}`,
])('%j is not', (id) => {
  expect(isResourceId(id)).toBe(false);
});
