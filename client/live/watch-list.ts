import type { WatchReply } from './connection.ts';

/** A pan changes many tiles at once: they are told in one request. */
const SETTLE_MS = 30;
const RETRY_MS = 1_000;

/** What all watchers together watch, as the server is told it. */
export interface WatchList {
  watch(topics: readonly string[]): () => void;
  connected(): void;
  disconnected(): void;
  /** The server has answered the list as it is now. */
  readonly acknowledged: boolean;
  close(): void;
}

export function createWatchList(options: {
  /** At most so many topics are asked for, those watched first. */
  limit: number;
  send: (topics: readonly string[]) => Promise<WatchReply>;
  entered: (topic: string) => void;
  left: (topic: string) => void;
  answered: (reply: Extract<WatchReply, { ok: true }>) => void;
}): WatchList {
  const { limit, send, entered, left, answered } = options;
  const watchers = new Map<string, number>();
  /** Topics that the server does not know: asking again would cost the others their answer. */
  const refused = new Set<string>();
  let current = new Set<string>();
  let online = false;
  let acknowledged = false;
  let request = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, ms);
  };

  const tell = (): void => {
    const wanted = [...watchers.keys()].filter((topic) => !refused.has(topic)).slice(0, limit);
    const same = wanted.length === current.size && wanted.every((topic) => current.has(topic));
    if (same && acknowledged) return;
    for (const topic of current) if (!wanted.includes(topic)) left(topic);
    for (const topic of wanted) if (!current.has(topic)) entered(topic);
    current = new Set(wanted);
    acknowledged = false;
    if (!online) return;
    const mine = ++request;
    send(wanted).then(
      (reply) => {
        if (mine !== request || !online) return;
        if (reply.ok) {
          acknowledged = true;
          answered(reply);
          return;
        }
        const topic = wanted[Number(/^topics\.(\d+)$/.exec(reply.error.field ?? '')?.[1])];
        if (topic !== undefined) refused.add(topic);
        later(topic === undefined ? RETRY_MS : 0);
      },
      () => {
        if (mine === request && online) later(RETRY_MS);
      },
    );
  };

  return {
    watch(topics) {
      const mine = [...new Set(topics)];
      for (const topic of mine) watchers.set(topic, (watchers.get(topic) ?? 0) + 1);
      later(SETTLE_MS);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        for (const topic of mine) {
          const others = watchers.get(topic)! - 1;
          if (others > 0) watchers.set(topic, others);
          else watchers.delete(topic);
        }
        later(SETTLE_MS);
      };
    },
    connected() {
      online = true;
      acknowledged = false;
      clearTimeout(timer);
      tell();
    },
    disconnected() {
      online = false;
      acknowledged = false;
    },
    get acknowledged() {
      return acknowledged;
    },
    close() {
      online = false;
      clearTimeout(timer);
    },
  };
}
