import { type JSX, useState } from 'react';
import type { Crs } from '../../../../shared/geo/crs.ts';
import { formatCount, type Language } from '../../../../shared/text/format.ts';
import type { MeasurementSets } from '../../../../shared/wire/planning.ts';
import { addMeasurements, SAMPLE_ADDRESS, useMeasurementNews, useMeasurementSets } from '../../../api/measurements.ts';
import { type Say, useText } from '../../../ui/text.ts';
import { CrsField } from '../CrsField.tsx';
import { FileButton } from '../FileButton.tsx';
import { type ImportRefusal, useFileImport } from '../use-file-import.ts';
import { MeasuredPreview } from './MeasuredPreview.tsx';
import { MeasuredSets } from './MeasuredSets.tsx';

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
  const [crs, setCrs] = useState<Crs>('WGS84');
  const { preview, refused, busy, look, keep } = useFileImport(addMeasurements, useMeasurementNews());
  const { data, error } = useMeasurementSets();
  return (
    <section className="measured-files">
      <form className="coverage-form" onSubmit={(event) => event.preventDefault()}>
        <CrsField value={crs} onChange={setCrs} />
        <FileButton
          label={text('coverage.measured-file')}
          accept=".csv,.txt,text/csv"
          waiting={busy === 'keeping'}
          onFile={(file) => look({ crs }, file)}
        />
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

function refusalWords({ code, message, limit }: ImportRefusal, text: Say, language: Language): string {
  const said = typeof limit === 'number' ? formatCount(limit, language) : (limit ?? '');
  if (code === 'conflict') return text('coverage.measured-conflict');
  if (code === 'full') return text('coverage.measured-full', { limit: said });
  return code === 'too-large' ? text('coverage.measured-too-large', { limit: said }) : message;
}
