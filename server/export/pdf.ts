import type { ExportInput } from '../ports.ts';
import { chapter, pageFrame, table } from './parts/page.ts';
import { printPdf } from './parts/print.ts';
import { tablesOf } from './parts/tables.ts';
import { inLanguage, say, sayMoment } from './parts/words.ts';
import { alarmList } from './pdf/alarms.ts';
import { cover } from './pdf/cover.ts';
import { keyFigures } from './pdf/figures.ts';
import { charging, dataCentre, egress, radio } from './pdf/kinds.ts';
import { mapPages } from './pdf/map.ts';
import { rollOut } from './pdf/roll-out.ts';

/** The report on paper: cover, figures, map, alarms, data centre, egress, radio, charging, roll-out, thresholds. */
export async function writePdf(input: ExportInput): Promise<Uint8Array> {
  const { content, language } = input;
  const { zone, at, id, title, takenAt } = content;
  const name = title === '' ? inLanguage(zone.name, language) : title;
  const imprint = `${inLanguage(zone.name, language)} · ${sayMoment(at, zone.timeZone)} · ${id}`;
  return printPdf(
    { title: `${say('reports.title', language)} · ${name}`, madeAt: takenAt, language },
    {
      ...pageFrame(imprint, language),
      content: [
        ...cover(input),
        ...keyFigures(content, language),
        ...(await mapPages(content, language)),
        ...alarmList(content, language),
        ...dataCentre(content, language),
        ...egress(content, language),
        ...radio(content, language),
        ...charging(content, language),
        ...(await rollOut(content, language)),
        ...thresholds(input),
      ],
    },
  );
}

/** The same table as in CSV and XLSX, without the columns that would not fit. */
function thresholds({ content, sha256, language }: ExportInput): ReturnType<typeof chapter> {
  const columns = tablesOf(content, sha256, language)
    .find((one) => one.id === 'thresholds')!
    .columns.slice(1);
  const rows = (columns[0]?.cells ?? []).map((_, row) => columns.map(({ cells }) => String(cells[row] ?? '–')));
  const heads = columns.map(({ title, type }, i) => ({
    title,
    right: type === 'number',
    ...(i === 0 ? { width: '*' as const } : {}),
  }));
  return chapter('reports.thresholds', language, table(heads, rows, language));
}
