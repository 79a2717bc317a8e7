import { expect, test } from 'vitest';
import { VIEWS } from '../../../../client/views/index.ts';
import {
  exportAddress,
  periodOfAddress,
  scopeOfAddress,
  viewportOfAddress,
} from '../../../../client/views/snapshots/export-address.ts';

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

test('issue 8: of the floor’s table it is of the hall that is open', () => {
  expect(scopeFrom(exportAddress('/data-centre', '?as=table&hall=hall/qingyun/p1-h05', null))).toEqual({
    view: 'data-centre',
    hall: 'hall/qingyun/p1-h05',
  });
});

test('issue 8: of Explore it is of what is drawn, over the span that is shown', () => {
  const series =
    'series=rack.inlet:rack/qingyun/p1-h03/r12/08,site.power:site/qd-ht-001,rack.power:rack/qingyun/p1-h03/r12/08';
  const span = 'from=2026-11-24T01:00:00Z&to=2026-11-24T03:00:00Z';
  const address = exportAddress('/explore', `?${series}&${span}`, null);
  expect(scopeFrom(address)).toEqual({ resources: ['rack/qingyun/p1-h03/r12/08', 'site/qd-ht-001'] });
  expect(periodOfAddress(address.slice(address.indexOf('?')))).toEqual({
    from: Date.UTC(2026, 10, 24, 1),
    to: Date.UTC(2026, 10, 24, 3),
  });
  // A group is drawn from all of its kind.
  expect(scopeFrom(exportAddress('/explore', '?series=rack.inlet:hall,site.power:site/a', null))).toEqual({
    kinds: ['rack', 'site'],
  });
  expect(scopeFrom(exportAddress('/explore', '?series=nonsense,x:y', null))).toEqual({});
  expect(periodOfAddress('?from=2026-11-24T03:00:00Z&to=2026-11-24T01:00:00Z')).toBeNull();
});

test('issue 8: every view leads to a form of the moment that it shows, and says which part it is of', () => {
  const scopes = VIEWS.map(({ id, path }) => {
    const address = exportAddress(path, '?t=2026-11-24T03:12:00Z', null);
    expect(address, id).toMatch(/^\/snapshots\?t=2026-11-24T03:12:00Z&take=1/);
    return [id, scopeFrom(address)];
  });
  expect(Object.fromEntries(scopes)).toEqual({
    operations: {},
    coverage: { view: 'radio' },
    'data-centre': { view: 'data-centre' },
    alarms: { alarms: { show: 'open' } },
    explore: {},
    snapshots: {},
    'data-quality': {},
  });
});

test('of a resource’s page it is of that resource and what is below it', () => {
  const address = exportAddress('/resource/site%2Fqd-ht-001', '', null);
  expect(scopeFrom(address)).toEqual({ below: 'site/qd-ht-001' });
});

test('issue 8: of the alarm list it has all of the list’s filter', () => {
  const search = '?kind=rack&resource=hall/qingyun/p1-h03&severity=major,critical&show=all&owner=Li&q=hot';
  expect(scopeFrom(exportAddress('/alarms', search, null))).toEqual({
    kinds: ['rack'],
    below: 'hall/qingyun/p1-h03',
    alarms: {
      show: 'all',
      severities: ['major', 'critical'],
      kind: 'rack',
      resource: 'hall/qingyun/p1-h03',
      owner: 'Li',
      text: 'hot',
    },
  });
  expect(scopeFrom(exportAddress('/alarms', '?severity=no&show=no', null))).toEqual({ alarms: { show: 'open' } });
  // This server's own alarms are of no kind of the inventory.
  expect(scopeFrom(exportAddress('/alarms', '?kind=server', null))).toEqual({
    alarms: { show: 'open', kind: 'server' },
  });
});

test('issue 8: of the map it has what the map shows; of others, and of what is no place, nothing', () => {
  const from = (address: string) => viewportOfAddress(address.slice(address.indexOf('?')));
  expect(from(exportAddress('/operations', '?v=120.3,36.25,13.5', null))).toEqual({
    lat: 36.25,
    lon: 120.3,
    zoom: 13.5,
  });
  expect(from(exportAddress('/coverage', '?v=120.31,36.2,12&coverage=layer:rsrp', null))).toEqual({
    lat: 36.2,
    lon: 120.31,
    zoom: 12,
  });
  expect(from(exportAddress('/data-centre', '?v=10,20,3', null))).toBeNull();
  for (const odd of ['', '1,2', '200,10,3', '1,99,3', '1,2,99', 'a,b,c'])
    expect(viewportOfAddress(`?v=${odd}`)).toBeNull();
});

test('what is no view, kind or resource is left out of the scope', () => {
  expect(scopeOfAddress('?view=secrets&hall=..%2f..%2fetc%2fpasswd&kind=__proto__&below=x')).toEqual({});
  expect(scopeFrom(exportAddress('/resource/%E0%A4%A', '', null))).toEqual({});
});
