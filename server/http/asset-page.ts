import type { Express, Request, Response } from 'express';
import { findMetric } from '../../shared/metrics/index.ts';
import { ASSET_PAGE } from '../../shared/text/asset-page.ts';
import { escapeMarkup } from '../../shared/text/escape-markup.ts';
import { fill } from '../../shared/text/fill.ts';
import { formatAge, formatDate, formatTime, formatWithUnit, type Language } from '../../shared/text/format.ts';
import { TEXT } from '../../shared/text/index.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { ResourceDetail } from '../../shared/wire/http.ts';
import { type ProblemReport, problemReportRequestSchema } from '../../shared/wire/report-schemas.ts';
import { type Alarms, type ProblemReports, ReportRefused } from '../ports.ts';
import { HttpError, notFound } from './errors.ts';
import { type ReadStages, resourceDetail } from './read.ts';

const SHOWN_ALARMS = 20;
const SHOWN_REPORTS = 10;
const LISTED_REPORTS = 200;
const FORM_LIMIT_BYTES = 16 * 1024;

const WORDS = { ...TEXT, ...ASSET_PAGE };
type Word = keyof typeof WORDS;
type Say = (key: Word, facts?: Readonly<Record<string, string | number>>) => string;
type Value = ResourceDetail['values'][number];

export interface AssetStages {
  readonly reads: ReadStages;
  readonly alarms: Alarms;
  readonly reports: ProblemReports;
}

/**
 * The page behind a printed label: one answer of a few kilobytes without script, so that it is there within two seconds on
 * a bad link, and a plain form for who stands before the thing and sees what is wrong with it.
 */
export function mountAssetPage(app: Express, { reads, alarms, reports }: AssetStages): void {
  const show = (request: Request<{ id: string }>, response: Response, notice: Notice | null, status = 200): void => {
    const { id } = request.params;
    const language = languageOf(request);
    const say = inLanguage(language);
    const resource = reads.inventory.find(id);
    const body =
      resource === undefined
        ? paragraph(say('asset.unknown', { id }), 'bad')
        : pageOf({
            detail: resourceDetail(resource, reads),
            alarms: alarms.list({ active: true, resource: id, limit: SHOWN_ALARMS }),
            reports: reports.of(id, SHOWN_REPORTS),
            ...{ language, say, notice, now: reads.clock(), timeZone: reads.inventory.zone.timeZone },
          });
    const title = resource === undefined ? id : resource.name[language === 'en' ? 'en' : 'zh'];
    response.setHeader('Cache-Control', 'no-store');
    // Without a referrer the browser would say that its own form comes from nowhere, and the guard refuses that.
    response.setHeader('Referrer-Policy', 'same-origin');
    response
      .status(resource === undefined ? 404 : status)
      .type('text/html')
      .send(documentOf(language, say('asset.title', { name: title }), body));
  };

  app.get('/api/v1/resources/:id/reports', (request, response) => {
    if (reads.inventory.find(request.params.id) === undefined) throw notFound('resource', 'id');
    response.json(reports.of(request.params.id, LISTED_REPORTS));
  });
  app.get('/asset/:id', (request, response) => {
    show(request, response, request.query.reported === '1' ? 'reported' : null);
  });
  app.post('/asset/:id', async (request, response) => {
    const { id } = request.params;
    if (reads.inventory.find(id) === undefined) {
      show(request, response, null);
      return;
    }
    const parsed = problemReportRequestSchema.safeParse(await readForm(request));
    if (!parsed.success) {
      show(request, response, { why: parsed.error.issues[0]!.message }, 400);
      return;
    }
    try {
      await reports.add(id, parsed.data, request.socket.remoteAddress ?? '');
    } catch (error) {
      if (!(error instanceof ReportRefused)) throw error;
      show(request, response, { why: error.message }, error.code === 'full' ? 409 : 429);
      return;
    }
    // A reload of the answer must not report it twice.
    response.redirect(303, `/asset/${encodeURIComponent(id)}?reported=1&lang=${languageOf(request)}`);
  });
}

type Notice = 'reported' | { readonly why: string };

interface Page {
  readonly detail: ReturnType<typeof resourceDetail>;
  readonly alarms: { readonly alarms: readonly AlarmView[]; readonly total: number };
  readonly reports: { readonly reports: readonly ProblemReport[]; readonly total: number };
  readonly language: Language;
  readonly say: Say;
  readonly notice: Notice | null;
  readonly now: number;
  readonly timeZone: string;
}

function pageOf(page: Page): string {
  const { detail, language, say, notice, now, timeZone } = page;
  const { name, id, path } = detail;
  const [first, second] = language === 'en' ? [name.en, name.zh] : [name.zh, name.en];
  const place = path.map((above) => (language === 'en' ? above.name.en : above.name.zh)).join(' › ');
  const simulated = detail.values.some((value) => value.simulated);
  const other = language === 'en' ? 'zh-CN' : 'en';
  const address = `/asset/${encodeURIComponent(id)}`;
  return [
    `<h1>${escapeMarkup(first)}</h1>`,
    paragraph(second === first ? id : `${second} · ${id}`, 'faint'),
    paragraph(place, 'faint'),
    simulated ? paragraph(say('asset.simulated'), 'badge') : '',
    notice === 'reported' ? paragraph(say('asset.reported'), 'good') : '',
    notice !== null && notice !== 'reported' ? paragraph(say('asset.not-reported', { why: notice.why }), 'bad') : '',
    `<p><b>${escapeMarkup(say('asset.state'))}</b> ${stateOf(detail, say)}</p>`,
    alarmsOf(page),
    valuesOf(page),
    formOf(address, language, say),
    reportsOf(page),
    `<p class="foot">${escapeMarkup(say('asset.as-of', { at: `${formatDate(now, timeZone)} ${formatTime(now, timeZone)}` }))} · `,
    `<a href="${address}?lang=${other}" lang="${other}">${escapeMarkup(say('asset.other-language'))}</a> · `,
    `<a href="/resource/${encodeURIComponent(id)}">${escapeMarkup(say('asset.whole'))}</a></p>`,
  ].join('\n');
}

const SHAPES = { critical: '▲', major: '◆', minor: '■', warning: '●', unknown: '◌', normal: '○' } as const;

function stateOf({ state }: Page['detail'], say: Say): string {
  if (state === null) return escapeMarkup(say('asset.not-reporting'));
  return `<span class="${state}">${SHAPES[state]}</span> ${escapeMarkup(say(`state.${state}`))}`;
}

function alarmsOf({ alarms: { alarms, total }, language, say, now }: Page): string {
  const rows = alarms.map(({ severity, rule, specificProblem, name, raisedAt }) => {
    const shape = severity === 'indeterminate' ? 'unknown' : severity;
    const key = `alarms.problem.${rule}`;
    const problem = specificProblem ?? (Object.hasOwn(WORDS, key) ? say(key as Word) : rule);
    const label = language === 'en' ? name.en : name.zh;
    return `<li><span class="${shape}">${SHAPES[shape]}</span> ${escapeMarkup(problem)} · ${escapeMarkup(label)} <small>${escapeMarkup(formatAge(now - raisedAt, language))}</small></li>`;
  });
  const more = total > alarms.length ? `<li>… ${total - alarms.length}</li>` : '';
  const list = rows.length === 0 ? paragraph(say('asset.no-alarms')) : `<ul>${rows.join('')}${more}</ul>`;
  return `<h2>${escapeMarkup(say('asset.alarms'))}</h2>${list}`;
}

function valuesOf({ detail, language, say }: Page): string {
  const rows = detail.values.flatMap((value) => {
    const metric = findMetric(value.metric);
    if (metric === undefined || value.at === null) return [];
    const label = language === 'en' ? metric.label.en : metric.label.zh;
    return [
      `<tr><th scope="row">${escapeMarkup(label)}</th><td>${escapeMarkup(numberOf(value, language))}</td>`,
      `<td><small>${escapeMarkup(remarkOf(value, language, say))}</small></td></tr>`,
    ];
  });
  const table = rows.length === 0 ? paragraph(say('asset.no-values')) : `<table>${rows.join('')}</table>`;
  return `<h2>${escapeMarkup(say('asset.values'))}</h2>${table}`;
}

function numberOf({ metric, value }: Value, language: Language): string {
  const definition = findMetric(metric)!;
  const state = definition.states?.find((one) => one.value === value);
  if (state !== undefined) return language === 'en' ? state.label.en : state.label.zh;
  return formatWithUnit(value, definition.unit, language);
}

/** Age, and what stands against the number. */
function remarkOf({ ageMs, freshness, quality, simulated }: Value, language: Language, say: Say): string {
  return [
    ageMs === null ? '' : formatAge(ageMs, language),
    freshness === 'live' ? '' : say(`freshness.${freshness}`),
    quality === 'bad' ? say('asset.bad') : quality === 'uncertain' ? say('asset.uncertain') : '',
    simulated ? say('asset.simulated-value') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function formOf(address: string, language: Language, say: Say): string {
  return `<h2>${escapeMarkup(say('asset.report'))}</h2><form method="post" action="${address}?lang=${language}">
<label>${escapeMarkup(say('asset.report-name'))}<input name="name" required maxlength="80" autocomplete="name"></label>
<label>${escapeMarkup(say('asset.report-text'))}<textarea name="text" required maxlength="1000" rows="4"></textarea></label>
<button>${escapeMarkup(say('asset.report-send'))}</button></form>`;
}

function reportsOf({ reports: { reports, total }, say, timeZone }: Page): string {
  if (total === 0) return '';
  const rows = reports.map(
    ({ at, name, text }) =>
      `<li><small>${escapeMarkup(`${formatDate(at, timeZone)} ${formatTime(at, timeZone)} · ${name}`)}</small><br>${escapeMarkup(text)}</li>`,
  );
  return `<h2>${escapeMarkup(say('resource.reports'))} (${total})</h2><ul>${rows.join('')}</ul>`;
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem;background:#f7f8fa;color:#1b2230}
h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:1.2rem 0 .3rem}p{margin:.3rem 0}ul{padding-left:1.1rem;margin:.3rem 0}table{width:100%;border-collapse:collapse}
th,td{text-align:left;padding:.3rem .4rem .3rem 0;border-bottom:1px solid #d5dae3;font-weight:400}td{font-variant-numeric:tabular-nums;white-space:nowrap}.faint,small,.foot{color:#5a6375}
.badge{display:inline-block;border:1px dashed #6a4fc0;color:#5a3fb4;padding:0 .4rem;border-radius:4px}.critical,.bad{color:#ce2c31}.major{color:#bd4b00}.minor{color:#8f6400}.warning{color:#0d74ce}.normal,.good{color:#067a6f}.unknown{color:#60646c}
label{display:block;margin:.4rem 0}input,textarea{display:block;box-sizing:border-box;width:100%;font:inherit;padding:.4rem}button{font:inherit;padding:.5rem 1.2rem}a{color:#0d5fb0}
@media(prefers-color-scheme:dark){body{background:#0b1220;color:#e6eaf2}th,td{border-color:#22304a}.faint,small,.foot{color:#a1a7b3}.badge{color:#b9a6ff;border-color:#8d74e8}.critical,.bad{color:#ff6369}.major{color:#ff8b3e}.minor{color:#ffc53d}.warning{color:#70b8ff}.normal,.good{color:#3dd6c0}.unknown{color:#a1a7b3}a{color:#70b8ff}}`;

function documentOf(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title><style>${STYLE}</style></head><body><main>
${body}
</main></body></html>
`;
}

function paragraph(text: string, look = ''): string {
  return text === '' ? '' : `<p${look === '' ? '' : ` class="${look}"`}>${escapeMarkup(text)}</p>`;
}

function languageOf(request: Request): Language {
  const { lang } = request.query;
  if (lang === 'en' || lang === 'zh-CN') return lang;
  return request.acceptsLanguages('zh', 'zh-CN', 'en') === 'en' ? 'en' : 'zh-CN';
}

function inLanguage(language: Language): Say {
  return (key, facts = {}) => fill(WORDS[key][language === 'en' ? 'en' : 'zh'], facts);
}

/** A plain form. Throws HttpError 413 and 415. */
async function readForm(request: Request): Promise<Record<string, string>> {
  if (!request.is('application/x-www-form-urlencoded')) {
    throw new HttpError(415, { code: 'wrong-type', message: 'send the form', field: 'Content-Type' });
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > FORM_LIMIT_BYTES) {
      throw new HttpError(413, { code: 'too-large', message: 'the form is too long', limit: FORM_LIMIT_BYTES });
    }
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
}
