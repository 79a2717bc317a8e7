import { useRef, useState } from 'react';
import type { TableImport } from '../../../shared/wire/planning.ts';
import { useTableImportNews } from '../../api/coverage-queries.ts';
import { importTable, type TableChoice } from '../../api/planning.ts';
import { ApiError } from '../../api/request.ts';

export interface TablePreviewed {
  readonly file: File;
  readonly choice: TableChoice;
  readonly result: TableImport;
}

export interface TableImporting {
  readonly preview: TablePreviewed | null;
  readonly refused: { readonly code: string; readonly message: string } | null;
  readonly busy: 'looking' | 'keeping' | null;
  /** Looks a file over; the newest one counts. */
  look(choice: TableChoice, file: File): void;
  /** Keeps what was looked over last. */
  keep(): void;
}

export function useTableImport(): TableImporting {
  const [preview, setPreview] = useState<TablePreviewed | null>(null);
  const [refused, setRefused] = useState<TableImporting['refused']>(null);
  const [busy, setBusy] = useState<TableImporting['busy']>(null);
  const asked = useRef<AbortController>(undefined);
  const newsOfImport = useTableImportNews();
  const ask = (choice: TableChoice, file: File, what: 'looking' | 'keeping'): void => {
    asked.current?.abort();
    const own = new AbortController();
    asked.current = own;
    setBusy(what);
    setRefused(null);
    if (what === 'looking') setPreview(null);
    importTable(choice, file, own.signal)
      .then(
        (result) => {
          setPreview({ file, choice, result });
          if (result.committed) newsOfImport();
        },
        (error: unknown) => {
          if (own.signal.aborted) return;
          setRefused({
            code: error instanceof ApiError ? error.code : '',
            message: error instanceof Error ? error.message : String(error),
          });
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
