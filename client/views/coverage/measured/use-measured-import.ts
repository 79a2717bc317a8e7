import { useRef, useState } from 'react';
import type { MeasurementImport } from '../../../../shared/wire/planning.ts';
import { addMeasurements, type MeasurementChoice, useMeasurementNews } from '../../../api/measurements.ts';
import { ApiError } from '../../../api/request.ts';

export interface MeasuredPreviewed {
  readonly file: File;
  readonly choice: MeasurementChoice;
  readonly result: MeasurementImport;
}

export interface MeasuredRefusal {
  readonly code: string;
  readonly message: string;
  readonly limit: string | number | null;
}

export interface MeasuredImporting {
  readonly preview: MeasuredPreviewed | null;
  readonly refused: MeasuredRefusal | null;
  readonly busy: 'looking' | 'keeping' | null;
  /** Looks a file over; the newest one counts. */
  look(choice: MeasurementChoice, file: File): void;
  /** Keeps what was looked over last. */
  keep(): void;
}

export function useMeasuredImport(): MeasuredImporting {
  const [preview, setPreview] = useState<MeasuredPreviewed | null>(null);
  const [refused, setRefused] = useState<MeasuredRefusal | null>(null);
  const [busy, setBusy] = useState<MeasuredImporting['busy']>(null);
  const asked = useRef<AbortController>(undefined);
  const news = useMeasurementNews();
  const ask = (choice: MeasurementChoice, file: File, what: 'looking' | 'keeping'): void => {
    asked.current?.abort();
    const own = new AbortController();
    asked.current = own;
    setBusy(what);
    setRefused(null);
    if (what === 'looking') setPreview(null);
    addMeasurements(choice, file, own.signal)
      .then(
        (result) => {
          setPreview({ file, choice, result });
          if (result.committed) void news();
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

function refusalOf(error: unknown): MeasuredRefusal {
  if (error instanceof ApiError) return { code: error.code, message: error.message, limit: error.limit ?? null };
  return { code: '', message: error instanceof Error ? error.message : String(error), limit: null };
}
