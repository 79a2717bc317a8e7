import type { Express, Response } from 'express';
import { deleteScheduleSchema, shareRequestSchema } from '../../shared/wire/snapshot-schedule-schemas.ts';
import {
  FORMAT_FILES,
  type SnapshotFormat,
  type SnapshotShare,
  type SnapshotShareRequest,
} from '../../shared/wire/snapshots.ts';
import type { Exports, SnapshotShares, Snapshots } from '../ports.ts';
import { fresh, operatorOf, parseBody } from './action.ts';
import { HttpError } from './errors.ts';
import { answering, bodyOf, formatOf, nameOf, sendFile } from './snapshot-answers.ts';

const PATH = '/api/v1/snapshots/:id/shares';
/** Files that are kept at hand: a link that is passed around is followed many times in a row. */
const AT_HAND = 2;

/**
 * Links to a snapshot. A link leads to the frozen page of its snapshot and to the files that it names, made from the kept
 * document: nothing live is behind it, and it changes nothing.
 */
export function mountShares(
  app: Express,
  stages: { readonly snapshots: Snapshots; readonly exports: Exports; readonly shares: SnapshotShares },
): void {
  const { snapshots, exports, shares } = stages;
  const atHand = new Map<string, Promise<Uint8Array>>();
  const fileOf = (share: SnapshotShare, format: SnapshotFormat): Promise<Uint8Array> => {
    const key = `${share.snapshot} ${share.language} ${format}`;
    const known = atHand.get(key);
    if (known !== undefined) return known;
    const made = answering(() => exports.write(snapshots.file(share.snapshot), format, share.language));
    atHand.set(key, made);
    made.catch(() => atHand.delete(key));
    const [oldest] = atHand.keys();
    if (atHand.size > AT_HAND && oldest !== undefined) atHand.delete(oldest);
    return made;
  };

  app.get(PATH, async (request, response) => {
    const { id } = request.params;
    if (snapshots.find(id) === undefined) throw gone('no-such-snapshot', 'there is no such snapshot', 'id');
    fresh(response).json({ shares: shares.list(id) });
  });
  app.post(PATH, async (request, response) => {
    const wanted = parseBody(shareRequestSchema, await bodyOf(request)) as SnapshotShareRequest;
    const { id } = request.params;
    const { share, token } = await answering(() => shares.share(id, wanted, operatorOf(request, wanted.operator)));
    fresh(response)
      .status(201)
      .json({ share, path: `/s/${token}` });
  });
  app.delete(`${PATH}/:share`, async (request, response) => {
    const { operator } = parseBody(deleteScheduleSchema, await bodyOf(request));
    const { id, share } = request.params;
    fresh(response).json(await answering(() => shares.revoke(id, share, operatorOf(request, operator))));
  });
  app.get('/s/:token', async (request, response) => {
    const share = opened(request.params.token);
    sendPage(response, await fileOf(share, 'html'));
  });
  app.get('/s/:token/:format', async (request, response) => {
    const share = opened(request.params.token);
    const format = formatOf(request.params.format);
    if (!share.formats.includes(format)) throw gone('no-such-share', 'this link does not give that file', 'format');
    const { type, extension } = FORMAT_FILES[format];
    const summary = snapshots.find(share.snapshot)!;
    sendFile(response, await fileOf(share, format), type, `${nameOf(summary)}.${extension}`);
  });

  function opened(token: string): SnapshotShare {
    const share = shares.open(token);
    // One answer for all: whether there ever was such a link is nobody's business.
    if (share === undefined) throw gone('no-such-share', 'this link leads nowhere: it has ended or never was', 'token');
    return share;
  }
}

function gone(code: 'no-such-share' | 'no-such-snapshot', message: string, field: string): HttpError {
  return new HttpError(404, { code, message, field });
}

/** The page brings its own rules of what may run; here it is kept apart from everything else on this address. */
function sendPage(response: Response, bytes: Uint8Array): void {
  fresh(response).setHeader('Content-Security-Policy', "sandbox allow-scripts allow-downloads; frame-ancestors 'none'");
  response.setHeader('X-Robots-Tag', 'noindex');
  response.type('text/html').send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
