import type { JSX } from 'react';
import { CRS_NAMES, type Crs } from '../../../shared/geo/crs.ts';
import { useText } from '../../ui/text.ts';

/** In which system a file's coordinates are. */
export function CrsField({ value, onChange }: { value: Crs; onChange(value: Crs): void }): JSX.Element {
  const text = useText();
  return (
    <label>
      <span>{text('coverage.table-crs')}</span>
      <select
        value={value}
        onChange={({ target }) => onChange(CRS_NAMES.find((each) => each === target.value) ?? 'WGS84')}
      >
        {CRS_NAMES.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}
