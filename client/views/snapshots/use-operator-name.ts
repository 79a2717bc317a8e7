import { useState } from 'react';
import { MAX_NAME_LENGTH, useOperator } from '../../state/operator.ts';

export interface OperatorField {
  /** Who is known to act at this browser; null while that is asked. */
  readonly known: string | null;
  readonly typed: string;
  type(name: string): void;
  askAgain(): void;
  /** The name to send, kept for next time; null where none was given. */
  take(): string | null;
}

/** The operator's name within a form: asked where it is not known yet, and kept when the form is sent. */
export function useOperatorName(): OperatorField {
  const { name, rename } = useOperator();
  const [typed, type] = useState(name ?? '');
  const [asking, setAsking] = useState(name === null);
  return {
    known: asking ? null : name,
    typed,
    type,
    askAgain: () => setAsking(true),
    take() {
      if (!asking) return name;
      const given = typed.trim().slice(0, MAX_NAME_LENGTH);
      if (given === '') return null;
      rename(given);
      return given;
    },
  };
}
