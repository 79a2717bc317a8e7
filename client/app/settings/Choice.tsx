import { type JSX, useId } from 'react';

interface Props<T extends string> {
  legend: string;
  options: readonly { readonly value: T; readonly label: string }[];
  chosen: T;
  onChoose(value: T): void;
}

/** One of a few, side by side. */
export function Choice<T extends string>({ legend, options, chosen, onChoose }: Props<T>): JSX.Element {
  const name = useId();
  return (
    <fieldset className="settings-row settings-choice">
      <legend>{legend}</legend>
      <div className="settings-options">
        {options.map(({ value, label }) => (
          <label key={value}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
