import type { JSX } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import type { SnapshotFormat, SnapshotList } from '../../../shared/wire/snapshots.ts';
import { useText } from '../../ui/text.ts';

interface Props {
  formats: SnapshotList['formats'];
  chosen: readonly SnapshotFormat[];
  language: Language;
  onChoose(formats: readonly SnapshotFormat[]): void;
  onLanguage(language: Language): void;
}

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

/** Which files of a snapshot are given to somebody, and in which language. */
export function FormatChoice({ formats, chosen, language, onChoose, onLanguage }: Props): JSX.Element {
  const text = useText();
  return (
    <>
      <fieldset>
        <legend>{text('snapshot-screen.along')}</legend>
        <div className="snap-choices">
          {formats.map(({ format, extension }) => (
            <label key={format} title={text(`snapshot-screen.format.${format}`)}>
              <input
                type="checkbox"
                checked={chosen.includes(format)}
                onChange={(event) =>
                  onChoose(event.target.checked ? [...chosen, format] : chosen.filter((one) => one !== format))
                }
              />
              <span>{format === 'csv' ? `CSV .${extension}` : `.${extension}`}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label className="dialog-field narrow">
        {text('snapshot-screen.file-language')}
        <select
          value={language}
          onChange={(event) => onLanguage(LANGUAGES.find((one) => one === event.target.value) ?? language)}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {text(`snapshot-screen.language.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
