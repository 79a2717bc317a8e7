import type { AlarmBatch } from '../../shared/wire/alarm-schemas.ts';
import type {
  Attention,
  Hello,
  ResumeRequest,
  ServerToClient,
  WatchRequest,
  WireError,
} from '../../shared/wire/events.ts';

export type WatchReply =
  | { readonly ok: true; readonly epoch: number; readonly topics: Readonly<Record<string, number>> }
  | { readonly ok: false; readonly error: WireError };
export type ResumeReply =
  | { readonly ok: true; readonly frames: number; readonly gone: boolean }
  | { readonly ok: false; readonly error: WireError };

/** `gone`: the list must be loaded, and the channel asked again with its epoch and number. */
export type AlarmWatchReply =
  | { readonly ok: true; readonly epoch: number; readonly seq: number; readonly gone: boolean }
  | { readonly ok: false; readonly error: WireError };

/** What a connection hears. `hello` comes first after every (re)connection. */
export interface ConnectionEvents {
  hello(hello: Hello): void;
  delta(bytes: Uint8Array): void;
  clusters(bytes: Uint8Array): void;
  beat(beat: { epoch: number; now: number }): void;
  digest(digest: Parameters<ServerToClient['digest']>[0]): void;
  attention(attention: Attention): void;
  coverage(news: { version: string }): void;
  lagging(lag: { topics: readonly string[] }): void;
  /** Events of the alarm channel; returns the number to acknowledge. */
  alarms(batch: AlarmBatch): number;
  closed(): void;
}

/** A connection that makes itself anew when it is lost. Requests reject when it is lost or no answer comes. */
export interface LiveConnection {
  watch(request: WatchRequest): Promise<WatchReply>;
  resume(request: ResumeRequest): Promise<ResumeReply>;
  watchAlarms(request: { epoch: number; after: number }): Promise<AlarmWatchReply>;
  /** Drops the connection and makes another one: for one that is open and silent. */
  renew(): void;
  close(): void;
}
