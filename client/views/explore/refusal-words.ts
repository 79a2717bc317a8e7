import { formatDate, formatNumber, type Language } from '../../../shared/text/format.ts';
import { TEXT, type TextKey } from '../../../shared/text/index.ts';
import { ApiError } from '../../api/request.ts';
import type { Say } from '../../ui/text.ts';

/** Limits that are moments: written as days. */
const MOMENTS: ReadonlySet<string> = new Set(['span-too-long']);

/** Why a question was not answered, with the server's name for it and the limit that it gave. */
export function refusalWords(error: Error, text: Say, language: Language, timeZone: string): string {
  if (!(error instanceof ApiError)) return error.message;
  const { code, message, field = '', limit } = error;
  const key = `explore.refused.${code}`;
  if (!isTextKey(key)) return `${message} (${code})`;
  const said =
    typeof limit !== 'number'
      ? (limit ?? '')
      : MOMENTS.has(code)
        ? formatDate(limit, timeZone)
        : formatNumber(limit, 0, language);
  return `${text(key, { field, limit: said })} (${code})`;
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(TEXT, key);
}
