import { HistoryRefused } from '../../ports.ts';
import type { WireError } from './protocol.ts';

/** An error as plain data. */
export function wireError(error: unknown): WireError {
  if (error instanceof HistoryRefused) {
    return { name: error.name, reason: error.reason, message: error.message, field: error.field, limit: error.limit };
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, reason: 'unavailable', message };
}

/** The same error on the other side. */
export function refusalOf(error: WireError): HistoryRefused {
  return new HistoryRefused(error.reason as HistoryRefused['reason'], error.message, error.field, error.limit);
}
