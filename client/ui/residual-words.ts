import { formatNumber, type Language, NO_VALUE } from '../../shared/text/format.ts';

/** A difference with its sign: "+4.1", "−0.3", "0.0". */
export function signedDb(db: number | null, language: Language): string {
  if (db === null) return NO_VALUE;
  const rounded = Number(db.toFixed(1));
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formatNumber(Math.abs(rounded), 1, language)}`;
}

/** A spread: "7.2". */
export function spreadDb(db: number | null, language: Language): string {
  return db === null ? NO_VALUE : formatNumber(db, 1, language);
}
