import { expect, test } from 'vitest';
import { labelsAddress } from '../../../../client/views/snapshots/labels-address.ts';
import { labelsQuerySchema } from '../../../../shared/wire/label-schemas.ts';

test('issue 8: the address of the labels is one that the server understands', () => {
  const read = (address: string) =>
    labelsQuerySchema.parse(Object.fromEntries(new URL(address, 'http://127.0.0.1').searchParams));
  expect(read(labelsAddress('site', '', 'zh-CN'))).toEqual({ kind: 'site', language: 'zh-CN' });
  expect(read(labelsAddress('rack', 'hall/qingyun/p1-h03', 'en'))).toEqual({
    kind: 'rack',
    below: 'hall/qingyun/p1-h03',
    language: 'en',
  });
});
