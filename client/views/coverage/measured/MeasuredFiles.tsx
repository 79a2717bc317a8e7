import { type JSX, useId, useState } from 'react';
import { CRS_NAMES, type Crs } from '../../../../shared/geo/crs.ts';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { MeasurementSets } from '../../../../shared/wire/planning.ts';
import { SAMPLE_ADDRESS, useMeasurementSets } from '../../../api/measurements.ts';
import { type Say, useText } from '../../../ui/text.ts';
import { MeasuredPreview } from './MeasuredPreview.tsx';
import { MeasuredSets } from './MeasuredSets.tsx';
import { type MeasuredRefusal, useMeasuredImport } from './use-measured-import.ts';

interface Props {
  language: Language;
  timeZone: string;
  /** Ids of sets that do not count. */
  leftOut: readonly string[];
}

const MIB = 1024 * 1024;

/** Logs of drive tests: looked over, kept, deleted; and one to try it with. */
export function MeasuredFiles({ language, timeZone, leftOut }: Props): JSX.Element {
  const text = useText();
  const id = useId();
  const [crs, setCrs] = useState<Crs>('WGS84');
  const { preview, refused, busy, look, keep } = useMeasuredImport();
  const { data, error } = useMeasurementSets();
  return (
    <section className="measured-files">
      <form className="coverage-form" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>{text('coverage.table-crs')}</span>
          <select
            value={crs}
            onChange={({ target }) => setCrs(CRS_NAMES.find((each) => each === target.value) ?? 'WGS84')}
          >
            {CRS_NAMES.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label className={busy === 'keeping' ? 'button coverage-file waiting' : 'button coverage-file'} htmlFor={id}>
          {text('coverage.measured-file')}
          <input
            id={id}
            type="file"
            className="visually-hidden"
            accept=".csv,.txt,text/csv"
            disabled={busy === 'keeping'}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) look({ crs }, file);
              target.value = '';
            }}
          />
        </label>
        <a className="button" href={SAMPLE_ADDRESS} download>
          {text('coverage.measured-sample')}
        </a>
      </form>
      {data && <How limits={data.limits} language={language} />}
      {error && (
        <p className="coverage-refused" role="alert">
          {error.message}
        </p>
      )}
      {busy !== null && (
        <p role="status">{text(busy === 'keeping' ? 'coverage.measured-keeping' : 'coverage.measured-busy')}</p>
      )}
      {refused !== null && (
        <p className="coverage-refused" role="alert">
          {refusalWords(refused, text, language)}
        </p>
      )}
      {preview && <MeasuredPreview {...preview} language={language} onKeep={busy === null ? keep : null} />}
      {data && data.sets.length > 0 && (
        <MeasuredSets sets={data.sets} leftOut={leftOut} language={language} timeZone={timeZone} />
      )}
    </section>
  );
}

function How({ limits, language }: { limits: MeasurementSets['limits']; language: Language }) {
  const text = useText();
  return (
    <p className="coverage-note">
      {text('coverage.measured-how', {
        megabytes: formatCount(limits.bytes / MIB, language),
        rows: formatCount(limits.rows, language),
      })}
    </p>
  );
}

function refusalWords({ code, message, limit }: MeasuredRefusal, text: Say, language: Language): string {
  const said = typeof limit === 'number' ? formatCount(limit, language) : (limit ?? '');
  if (code === 'conflict') return text('coverage.measured-conflict');
  if (code === 'full') return text('coverage.measured-full', { limit: said });
  return code === 'too-large' ? text('coverage.measured-too-large', { limit: said }) : message;
}
