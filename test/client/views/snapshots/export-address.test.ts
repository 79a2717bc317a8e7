import { expect, test } from 'vitest';
import { exportAddress, scopeOfAddress } from '../../../../client/views/snapshots/export-address.ts';

function scopeFrom(address: string) {
  return scopeOfAddress(address.slice(address.indexOf('?')));
}

test('“export this” of the operations map is of the whole zone, at the moment that is shown', () => {
  const address = exportAddress('/operations', '?t=2026-11-24T03:12:00Z&layer=prb', null);
  expect(address).toBe('/snapshots?t=2026-11-24T03:12:00Z&take=1');
  expect(scopeFrom(address)).toEqual({});
});

test('of the floor it is of the data centre, and of the selected hall', () => {
  expect(scopeFrom(exportAddress('/data-centre', '', null))).toEqual({ view: 'data-centre' });
  expect(scopeFrom(exportAddress('/data-centre', '', 'hall/qingyun/p1-h03'))).toEqual({
    view: 'data-centre',
    hall: 'hall/qingyun/p1-h03',
  });
});

test('of a resource’s page it is of that resource and what is below it', () => {
  const address = exportAddress('/resource/site%2Fqd-ht-001', '', null);
  expect(scopeFrom(address)).toEqual({ below: 'site/qd-ht-001' });
});

test('of the alarm list it has the list’s filter of kind and place', () => {
  const address = exportAddress('/alarms', '?kind=rack&resource=hall/qingyun/p1-h03&q=hot', null);
  expect(scopeFrom(address)).toEqual({ kinds: ['rack'], below: 'hall/qingyun/p1-h03' });
});

test('what is no view, kind or resource is left out of the scope', () => {
  expect(scopeOfAddress('?view=secrets&hall=..%2f..%2fetc%2fpasswd&kind=__proto__&below=x')).toEqual({});
  expect(scopeFrom(exportAddress('/resource/%E0%A4%A', '', null))).toEqual({});
});
