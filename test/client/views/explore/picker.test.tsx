import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ApiError } from '../../../../client/api/request.ts';
import { startText } from '../../../../client/app/text.ts';
import type { Say } from '../../../../client/ui/text.ts';
import { exploredKinds, findMetrics, findResources } from '../../../../client/views/explore/choices.ts';
import { examplesOf } from '../../../../client/views/explore/examples.ts';
import { readEntries, writeEntries } from '../../../../client/views/explore/explored.ts';
import { Picker } from '../../../../client/views/explore/Picker.tsx';
import { refusalWords } from '../../../../client/views/explore/refusal-words.ts';
import { smallZone } from '../../app/drawer/small-zone.ts';

const index = smallZone();

test('a metric is found by its name in both languages and by its counter', () => {
  const kinds = exploredKinds(index);
  const ids = (query: string) => findMetrics(kinds, 'cell', query).own.map(({ id }) => id);
  expect(ids('PRB')).toEqual(['cell.prb-dl', 'cell.prb-ul']);
  expect(ids('下行 prb')).toEqual(['cell.prb-dl']);
  expect(ids('rrc.connmean')).toEqual(['cell.users']);
  expect(findMetrics(kinds, 'rack', 'RRC.ConnMean').others.map(({ id }) => id)).toEqual(['cell.users']);
});

test('resources are found by kind, and those of other kinds stand apart', () => {
  expect(findResources(index, 'rack', '', 4)).toMatchObject({ own: { length: 4 }, more: 8, others: [] });
  const found = findResources(index, 'cell', 'site one', 10);
  expect(found.own).toEqual(['cell/s1/1', 'cell/s1/2']);
  expect(found.others).toEqual([{ kind: 'site', ordinal: 0 }]);
});

test('the examples can be written into an address', () => {
  for (const { entries } of examplesOf(index))
    expect(readEntries(writeEntries(entries))).toEqual({ entries, unknown: [] });
});

test.each(['zh-CN', 'en'] as const)('the picker is there in %s, with groups first', (language) => {
  startText(language);
  const entries = [{ metric: 'rack.inlet', of: 'rack/d/p1-h01/r01/01' }];
  const html = renderToString(
    <Picker index={index} entries={entries} language={language} onToggle={() => undefined} />,
  );
  expect(html).toContain(language === 'en' ? 'By hall' : '按机房');
  expect(html.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(1);
  expect(html).not.toMatch(/>explore\.[a-z-]/);
});

test('a refusal names the limit; one without words keeps the server’s', () => {
  const text = startText('en').getFixedT('en') as unknown as Say;
  const said = (error: Error) => refusalWords(error, text, 'en', 'Asia/Shanghai');
  const tooLong = new ApiError('span-too-long', 'long', 400, 'from', Date.parse('2016-11-20T17:00:00Z'));
  expect(said(tooLong)).toContain('2016-11-21');
  expect(said(new ApiError('too-many', 'many', 400, 'metric', 200))).toBe(
    'too much in one question (metric, limit 200) (too-many)',
  );
  expect(said(new ApiError('constructor', 'odd', 400))).toBe('odd (constructor)');
});
