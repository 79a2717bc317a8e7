import { type Agent, request } from 'node:http';
import { plausible, seriesOfRack } from './rack-series.ts';
import { createWriteBody, type WriteBody } from './write-request.ts';

export const SAMPLES_PER_BODY = 5_000;
/** Bodies under way at once, each on a connection of its own; one body's series stay on one connection, in order. */
export const CONNECTIONS = 4;
const WRITE_HEADERS = {
  'Content-Type': 'application/x-protobuf',
  'Content-Encoding': 'snappy',
  'X-Prometheus-Remote-Write-Version': '0.1.0',
};

/** A server that takes remote write. */
export interface WriteTarget {
  readonly name: string;
  readonly pid: number;
  readonly writeUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bodies of 5,000 samples that together hold the ten series of every rack. */
export function createBodies(racks: readonly string[], atMs: number): WriteBody[] {
  const racksPerBody = SAMPLES_PER_BODY / 10;
  const bodies: WriteBody[] = [];
  for (let from = 0; from < racks.length; from += racksPerBody) {
    bodies.push(createWriteBody(racks.slice(from, from + racksPerBody).flatMap(seriesOfRack), atMs));
  }
  return bodies;
}

/** `count` rounds from `first` on, `stepMs` apart: a list of rounds, each a list of compressed bodies. */
export function encodeRounds(
  bodies: readonly WriteBody[],
  began: number,
  first: number,
  count: number,
  stepMs: number,
): Buffer[][] {
  return Array.from({ length: count }, (_, n) => {
    const round = first + n;
    return bodies.map((body) => body.at(began + round * stepMs, (sample) => plausible(sample, round)));
  });
}

/** Sends one body; anything but a 2xx is an error, and so is a 503: nothing may be refused at this rate. */
export function post(target: WriteTarget, agent: Agent, body: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    const headers = { ...WRITE_HEADERS, ...target.headers, 'Content-Length': body.length };
    const outgoing = request(target.writeUrl, { method: 'POST', agent, headers }, (reply) => {
      let text = '';
      reply.on('data', (chunk) => {
        text += chunk;
      });
      reply.on('end', () => {
        const status = reply.statusCode ?? 0;
        if (status >= 200 && status < 300) done();
        else fail(new Error(`${target.name} answered ${status}: ${text.slice(0, 300)}`));
      });
      reply.on('error', fail);
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
