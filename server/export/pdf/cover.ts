import type { Content } from 'pdfmake/interfaces';
import type { ExportInput } from '../../ports.ts';
import { aboutRows, lacksValues, simulatedLine } from '../parts/about.ts';
import { note, section, table, WARN } from '../parts/page.ts';
import { qrBars } from '../parts/qr.ts';
import { inLanguage, say, sayMoment } from '../parts/words.ts';

const QR_PT = 112;

/** What it is of, whether it is simulated, and all that is needed to check it. */
export function cover({ content, sha256, language }: ExportInput): Content[] {
  const { zone, at, id, counts, missing } = content;
  const warning: Content[] =
    counts.simulated === 0 && !lacksValues(missing)
      ? []
      : [{ text: simulatedLine(content, language), fontSize: 11, color: WARN, margin: [0, 0, 0, 14] }];
  const code = qrBars(verificationText(id, sha256), QR_PT);
  const rows = aboutRows(content, sha256, language).map(([name, is]) => [name, is] as const);
  return [
    { text: say('reports.title', language), fontSize: 12, color: '#5b6675', margin: [0, 90, 0, 4] },
    {
      text: content.title === '' ? inLanguage(zone.name, language) : content.title,
      fontSize: 26,
      margin: [0, 0, 0, 4],
      outline: true,
      outlineText: say('reports.title', language),
    },
    { text: sayMoment(at, zone.timeZone), fontSize: 13, margin: [0, 0, 0, 18] },
    ...warning,
    section(say('reports.verification', language)),
    {
      columns: [
        {
          width: '*',
          stack: table(
            [
              { title: say('snapshots.column.field', language), width: 90 },
              { title: say('snapshots.column.content', language), width: '*' },
            ],
            rows,
            language,
          ),
        },
        { width: QR_PT, canvas: code.map((bar) => ({ type: 'rect', ...bar, color: '#000000' })), margin: [0, 4, 0, 0] },
      ],
      columnGap: 16,
    },
    note(say('reports.verify-hint', language)),
  ];
}

/** What the code on the cover holds: enough to check a file by, with no server at hand. */
export function verificationText(id: string, sha256: string): string {
  return `skyrack-snapshot ${id} sha256 ${sha256}`;
}
