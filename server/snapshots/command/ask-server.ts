import { z } from 'zod';
import { BadArguments } from './bad-arguments.ts';

export const DEFAULT_SERVER = 'http://127.0.0.1:8080';

const refusalSchema = z.object({ code: z.string(), message: z.string() });

/** The address of the API of snapshots on a server. Throws BadArguments for what is no address. */
export function snapshotsApi(server: string): string {
  if (!URL.canParse(server) || !/^https?:/.test(server)) {
    throw new BadArguments(`--server is an address such as ${DEFAULT_SERVER}`);
  }
  return `${server.replace(/\/+$/, '')}/api/v1/snapshots`;
}

/** What a server said that it would not do: its name for that, and why. */
export async function refusalText(reply: Response): Promise<string> {
  const body = refusalSchema.safeParse(await reply.json().catch(() => null));
  return body.success ? `${body.data.code}: ${body.data.message}` : `the server answered ${reply.status}`;
}

/** Why nothing came of a question: of a fetch that failed, what stopped it. */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
