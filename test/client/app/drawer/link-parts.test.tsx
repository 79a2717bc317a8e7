import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LinkParts } from '../../../../client/app/drawer/LinkParts.tsx';
import { startText } from '../../../../client/app/text.ts';
import { createLiveColumns } from '../../../../client/live/columns.ts';
import type { Links, ResourceLink } from '../../../../client/views/resource/links.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import type { Language } from '../../../../shared/text/format.ts';
import { smallZone } from './small-zone.ts';

const index = smallZone();
const live = createLiveColumns(index.dictionary.seriesCount);
live.flags.fill(packFlags(packQuality('good'), 'live', 'major'));

function render(links: Partial<Links>, language: Language = 'en'): string {
  startText(language);
  const all = { dependsOn: [], neededBy: [], neededByMore: 0, ...links };
  return renderToString(
    <LinkParts links={all} index={index} live={live} language={language} onOpen={() => undefined} />,
  ).replaceAll('<!-- -->', '');
}

const link = (id: string, role: ResourceLink['role'] = 'resource.role-power'): ResourceLink => ({ id, role });
const buttons = (html: string): number => html.match(/<button/g)?.length ?? 0;

test('the drawer says what feeds a resource and what hangs on it, each with state, role and a key to go there', () => {
  const html = render({
    dependsOn: [link('power-feed/d/p1-h01/a')],
    neededBy: [link('site/s1', 'resource.role-transport')],
  });
  expect(html).toMatch(/Depends on.*<button.*Feed A.*Power.*Is needed by.*<button.*Site one.*Transport/s);
  expect(html).toMatch(/major/i);
  expect(render({ dependsOn: [link('power-feed/d/p1-h01/a')] }, 'zh-CN')).toMatch(/依赖于.*A 路.*供电/s);
});

test('a long list is cut and the others are counted; what the inventory does not know is no key', () => {
  const racks = ['r01', 'r02'].flatMap((row) =>
    ['p1-h01', 'p2-h17'].flatMap((hall) => ['01', '02', '03'].map((rack) => link(`rack/d/${hall}/${row}/${rack}`))),
  );
  const neededBy = [...racks, link('cell/s1/1'), link('site/nobody')];
  const html = render({ neededBy, neededByMore: 1_000 });
  expect(buttons(html)).toBe(12);
  expect(html).toContain('1,013');
  expect(html).toContain('1,001 more');
  expect(html).not.toContain('nobody');
});

test('a resource without links has no list of them', () => {
  expect(render({})).toBe('');
  expect(render({ dependsOn: [link('site/nobody')] })).not.toContain('<button');
});
