import type { Clock, CrashPoint, History, Inventory } from '../ports.ts';
import { openDuckdbHistory } from './duckdb.ts';
import { openPrometheusHistory } from './prometheus.ts';

/** Which engine keeps the past, as the settings say. */
type EngineChoice =
  | { readonly engine: 'off' }
  | { readonly engine: 'duckdb' }
  | {
      readonly engine: 'prometheus';
      readonly writeUrl: string;
      readonly queryUrl: string;
      readonly headers: Readonly<Record<string, string>>;
    };

export interface OpenHistoryOptions {
  readonly config: EngineChoice;
  /** The data folder's `history/`. */
  readonly folder: string;
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly crashPoint: CrashPoint;
  /** The engine has stopped for good. */
  readonly onFailure: (error: Error) => void;
}

/** Opens the history; null where none is kept. One line per engine. Rejects with what opening threw. */
export async function openHistory(options: OpenHistoryOptions): Promise<History | null> {
  const { config, ...rest } = options;
  switch (config.engine) {
    case 'off':
      return null;
    case 'duckdb':
      return openDuckdbHistory(rest);
    case 'prometheus':
      return openPrometheusHistory({ ...rest, ...config });
  }
}
