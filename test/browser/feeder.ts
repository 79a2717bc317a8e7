import type { SkyrackProcess } from '../server-process.ts';

export interface FedValue {
  readonly resource: string;
  readonly metric: string;
  readonly value: number;
}

/** Sends the same values every few seconds, as a real source would, so that what a test looks at stays live. */
export function feed(server: () => SkyrackProcess, epoch: string, values: readonly FedValue[]) {
  let batch = 0;
  const send = async (): Promise<void> => {
    const at = Date.now();
    const reply = await fetch(`${server().url}/api/v1/samples`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server().token}` },
      body: JSON.stringify({ source: 'ingest', epoch, batch: batch++, samples: values.map((row) => ({ ...row, at })) }),
    });
    if (reply.status !== 204) throw new Error(`feeding: ${reply.status} ${await reply.text()}`);
  };
  const timer = setInterval(() => {
    // The server may be away on purpose; what matters is checked by what the screen shows.
    void send().catch(() => undefined);
  }, 5_000);
  return { first: send(), stop: () => clearInterval(timer) };
}
