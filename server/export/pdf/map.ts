import type { Content } from 'pdfmake/interfaces';
import { formatCount, formatNumber } from '../../../shared/text/format.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { drawMap } from '../parts/map-drawing.ts';
import { chapter, note, section, table } from '../parts/page.ts';
import { pictureForPage } from '../parts/picture.ts';
import { inLanguage, type Language, say } from '../parts/words.ts';

const PAGE_WIDTH_PT = 515;
const PICTURE_PX = 1_800;

/** The map as it was, and what the radio coverage was. */
export async function mapPages(content: SnapshotContent, language: Language): Promise<Content[]> {
  const image = await pictureForPage(drawMap(content, language), PICTURE_PX);
  return chapter('reports.map', language, [
    { image, width: PAGE_WIDTH_PT, margin: [0, 0, 0, 8] },
    ...coverageTables(content, language),
  ]);
}

function coverageTables({ coverage }: SnapshotContent, language: Language): Content[] {
  if (coverage === null) return [];
  const { summary, holes } = coverage;
  const { model, profile } = summary;
  const number = (value: number | null, decimals: number): string =>
    value === null ? '–' : formatNumber(value, decimals, language);
  const rows = (['now', 'onAir', 'planned'] as const).flatMap((state) => {
    const figures = summary[state];
    if (figures === null) return [];
    return [
      [
        say(STATE_WORDS[state], language),
        formatCount(figures.sites, language),
        formatCount(figures.cells, language),
        number(figures.areaKm2, 2),
        number(figures.areaShare * 100, 1),
        formatCount(Math.round(figures.people), language),
        number(figures.peopleShare === null ? null : figures.peopleShare * 100, 1),
      ],
    ];
  });
  const right = (key: Parameters<typeof say>[0]) => ({ title: say(key, language), right: true });
  return [
    section(say('reports.coverage-figures', language)),
    ...table(
      [
        { title: '', width: '*' },
        right('reports.sites'),
        right('reports.cells'),
        right('reports.area-km2'),
        right('reports.area-share'),
        right('reports.people'),
        right('reports.people-share'),
      ],
      rows,
      language,
    ),
    note(
      say('reports.model', language, {
        model: `TR 38.901 ${model.scenario}`,
        pixelM: model.pixelM,
        rsrp: profile.rsrpDbm,
        sinr: profile.sinrDb,
        source: inLanguage(profile.source, language),
      }),
    ),
    section(say('reports.holes', language)),
    ...(holes.holes.length === 0
      ? [note(say('reports.no-holes', language))]
      : table(
          [
            { title: say('reports.cause', language) },
            { title: say('snapshots.column.resource', language), width: '*' },
            right('reports.cells'),
            right('reports.area-km2'),
            right('reports.people'),
          ],
          holes.holes.map(({ cause, resource, cells, areaKm2, people }) => [
            say(`reports.cause.${cause}`, language),
            resource,
            formatCount(cells.length, language),
            number(areaKm2, 3),
            formatCount(Math.round(people), language),
          ]),
          language,
        )),
  ];
}

const STATE_WORDS = {
  now: 'reports.coverage-now',
  onAir: 'reports.coverage-on-air',
  planned: 'reports.coverage-planned',
} as const;
