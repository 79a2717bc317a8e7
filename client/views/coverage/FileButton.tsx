import { type JSX, useId } from 'react';

interface Props {
  label: string;
  /** Names and types that the dialog offers. */
  accept: string;
  waiting: boolean;
  onFile(file: File): void;
}

/** Chooses a file; the same one can be chosen again. */
export function FileButton({ label, accept, waiting, onFile }: Props): JSX.Element {
  const id = useId();
  return (
    <label className={waiting ? 'button coverage-file waiting' : 'button coverage-file'} htmlFor={id}>
      {label}
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        disabled={waiting}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          target.value = '';
        }}
      />
    </label>
  );
}
