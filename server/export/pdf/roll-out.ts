import type { Content } from 'pdfmake/interfaces';
import { formatCount, formatDate, formatNumber } from '../../../shared/text/format.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { drawChart } from '../parts/chart-drawing.ts';
import { chapter, note, section, table } from '../parts/page.ts';
import { pictureForPage } from '../parts/picture.ts';
import { chartPicture } from '../parts/picture-drawing.ts';
import { planCharts } from '../parts/plan-charts.ts';
import { type Language, say } from '../parts/words.ts';

const PAGE_WIDTH_PT = 515;
const PICTURE_PX = 1_500;

/** Phases, curves, and the sites that are late. */
export async function rollOut(content: SnapshotContent, language: Language): Promise<Content[]> {
  const { plan, zone } = content;
  if (plan === null) return chapter('reports.roll-out', language, [note(say('reports.no-plan', language))]);
  const day = (at: number | null): string => (at === null ? '–' : formatDate(at, zone.timeZone));
  const right = (key: Parameters<typeof say>[0]) => ({ title: say(key, language), right: true });
  const phases = table(
    [
      { title: say('reports.phase', language), width: '*' },
      right('reports.sites'),
      right('reports.on-air'),
      right('reports.share'),
      { title: say('reports.due', language), width: 80 },
      { title: say('reports.expected-at', language), width: 80 },
    ],
    plan.phases.map(({ phase, sites, onAir, dueAt, expectedAt }) => [
      phase,
      formatCount(sites, language),
      formatCount(onAir, language),
      sites === 0 ? '–' : `${formatNumber((100 * onAir) / sites, 1, language)} %`,
      day(dueAt),
      day(expectedAt),
    ]),
    language,
  );
  const drawn = planCharts(content, language).map((chart) => drawChart(chart, language));
  const pictures = await Promise.all(
    drawn.filter((svg) => svg !== '').map((svg) => pictureForPage(chartPicture(svg), PICTURE_PX)),
  );
  const late = plan.sites.filter(({ lateDays }) => lateDays > 0);
  return chapter('reports.roll-out', language, [
    ...(plan.synthetic ? [note(say('reports.plan-synthetic', language))] : []),
    ...phases,
    ...pictures.map((image) => ({
      image,
      width: PAGE_WIDTH_PT,
      margin: [0, 4, 0, 8] as [number, number, number, number],
    })),
    section(say('reports.late-sites', language)),
    ...(late.length === 0
      ? [note(say('reports.none-late', language))]
      : table(
          [
            { title: say('snapshots.column.id', language), width: '*' },
            { title: say('reports.due', language), width: 80 },
            { title: say('reports.expected-at', language), width: 80 },
            right('reports.late-days'),
          ],
          late.map(({ site, dueAt, expectedAt, lateDays }) => [
            site,
            day(dueAt),
            day(expectedAt),
            formatNumber(lateDays, 0, language),
          ]),
          language,
        )),
  ]);
}
