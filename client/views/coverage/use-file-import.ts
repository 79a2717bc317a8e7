import { useRef, useState } from 'react';
import { ApiError } from '../../api/request.ts';

/** What the server says of a file that was looked over. */
interface Looked {
  /** With it the same file is kept; null when it cannot be. */
  readonly token: string | null;
  /** Falsy until it was kept. */
  readonly committed: unknown;
}

export interface Previewed<Choice, Result> {
  readonly file: File;
  readonly choice: Choice;
  readonly result: Result;
}

export interface ImportRefusal {
  /** The API's code, empty where the request did not come through. */
  readonly code: string;
  readonly message: string;
  readonly limit: string | number | null;
}

interface FileImporting<Choice, Result> {
  readonly preview: Previewed<Choice, Result> | null;
  readonly refused: ImportRefusal | null;
  readonly busy: 'looking' | 'keeping' | null;
  /** Looks a file over; the newest one counts. */
  look(choice: Choice, file: File): void;
  /** Keeps what was looked over last. */
  keep(): void;
}

type Send<Choice, Result> = (choice: Choice, file: File, signal: AbortSignal) => Promise<Result>;

/** What is said of a file, and the token with which it is kept. */
interface Chosen {
  readonly commit?: string;
}

/** A file that is looked over first and then kept; `onKept` is told when it was. */
export function useFileImport<Choice extends Chosen, Result extends Looked>(
  send: Send<Choice, Result>,
  onKept: () => void,
): FileImporting<Choice, Result> {
  const [preview, setPreview] = useState<Previewed<Choice, Result> | null>(null);
  const [refused, setRefused] = useState<ImportRefusal | null>(null);
  const [busy, setBusy] = useState<'looking' | 'keeping' | null>(null);
  const asked = useRef<AbortController>(undefined);
  const ask = (choice: Choice, file: File, what: 'looking' | 'keeping'): void => {
    asked.current?.abort();
    const own = new AbortController();
    asked.current = own;
    setBusy(what);
    setRefused(null);
    if (what === 'looking') setPreview(null);
    send(choice, file, own.signal)
      .then(
        (result) => {
          setPreview({ file, choice, result });
          if (result.committed) onKept();
        },
        (error: unknown) => {
          if (!own.signal.aborted) setRefused(refusalOf(error));
        },
      )
      .finally(() => {
        if (asked.current === own) setBusy(null);
      });
  };
  return {
    preview,
    refused,
    busy,
    look: (choice, file) => ask(choice, file, 'looking'),
    keep() {
      if (preview?.result.token) ask({ ...preview.choice, commit: preview.result.token }, preview.file, 'keeping');
    },
  };
}

function refusalOf(error: unknown): ImportRefusal {
  if (error instanceof ApiError) return { code: error.code, message: error.message, limit: error.limit ?? null };
  return { code: '', message: error instanceof Error ? error.message : String(error), limit: null };
}
