/** One sample as a sender means it. */
export interface Row {
  readonly resource: string;
  readonly metric: string;
  readonly at: number;
  readonly value: number;
}

/** What was sent, and what the server said is safe. No two rows of a ledger may have one key. */
export interface Ledger {
  /** Value by key. */
  readonly sent: Map<string, number>;
  readonly acknowledged: Set<string>;
  /** Batches by what they were answered; 0 for none. */
  readonly answers: Map<number, number>;
  /** Answers that a sender should never see. */
  readonly wrongAnswers: string[];
}

export function createLedger(): Ledger {
  return { sent: new Map(), acknowledged: new Set(), answers: new Map(), wrongAnswers: [] };
}

export function keyOf({ resource, metric, at }: Omit<Row, 'value'>): string {
  return `${resource} ${metric} ${at}`;
}

export function countAnswer({ answers }: Ledger, status: number): void {
  answers.set(status, (answers.get(status) ?? 0) + 1);
}
