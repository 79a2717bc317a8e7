import { randomBytes } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import { z } from 'zod';
import { type ProblemReport, problemReportSchema } from '../../shared/wire/report-schemas.ts';
import { appendDurably } from '../durable-file.ts';
import { log } from '../log.ts';
import { type Clock, type ProblemReports, ReportRefused } from '../ports.ts';

/** Reports that are kept; the file is a few megabytes then. */
const MAX_REPORTS = 10_000;
const WINDOW_MS = 60_000;
/** From one address in that time. */
const MAX_IN_WINDOW = 10;

/** Opens what was reported: a line of JSON each, only ever added to. A last line that a crash cut off is taken away. */
export async function openReports(options: { readonly file: string; readonly clock: Clock }): Promise<ProblemReports> {
  const { file, clock } = options;
  const reports = await readReports(file);
  const recent = new Map<string, number[]>();
  let writing: Promise<void> = Promise.resolve();

  const checkRate = (from: string, now: number): void => {
    for (const [address, times] of recent) if (times.at(-1)! <= now - WINDOW_MS) recent.delete(address);
    const times = (recent.get(from) ?? []).filter((at) => at > now - WINDOW_MS);
    if (times.length >= MAX_IN_WINDOW) {
      throw new ReportRefused('too-many', 'too many reports within a minute', MAX_IN_WINDOW);
    }
    recent.set(from, [...times, now]);
  };

  return {
    async add(resource, { name, text }, from) {
      const at = clock();
      if (reports.length >= MAX_REPORTS) {
        throw new ReportRefused('full', 'no more reports are kept', MAX_REPORTS);
      }
      checkRate(from, at);
      const report: ProblemReport = { id: randomBytes(8).toString('hex'), resource, at, name, text, from };
      const done = writing.then(async () => {
        await appendDurably(file, `${JSON.stringify(report)}\n`);
        reports.push(report);
      });
      writing = done.catch(() => undefined);
      await done;
      return report;
    },
    of(resource, limit) {
      const all = reports.filter((report) => report.resource === resource);
      return { reports: all.slice(-limit).reverse(), total: all.length };
    },
  };
}

async function readReports(path: string): Promise<ProblemReport[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole));
  return whole.split('\n').flatMap((line) => (line === '' ? [] : readLine(line)));
}

function readLine(line: string): ProblemReport[] {
  try {
    return [problemReportSchema.parse(JSON.parse(line))];
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    log.warn({ err: error }, 'a reported problem cannot be read: passed over');
    return [];
  }
}
