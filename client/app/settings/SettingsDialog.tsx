import './settings.css';
import type { JSX } from 'react';
import { CRS_NAMES } from '../../../shared/geo/crs.ts';
import type { ZoneView } from '../../../shared/wire/http.ts';
import { BASE_MAPS, type BaseMapChoice, MIN_OPACITY_PERCENT } from '../../state/initial-map-settings.ts';
import { useMapSettings } from '../../state/map-settings.ts';
import { usePreferences } from '../../state/preferences.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { useText } from '../../ui/text.ts';
import { useOverlay } from '../overlay.ts';
import { useModal } from '../use-modal.ts';
import { Choice } from './Choice.tsx';

/** How this browser shows the product. Each choice works at once and is kept in the browser. */
export function SettingsDialog({ zone }: { zone: ZoneView }): JSX.Element {
  const text = useText();
  const dialog = useModal();
  const close = useOverlay((overlay) => overlay.close);
  return (
    <dialog ref={dialog} className="settings" aria-labelledby="settings-title">
      <header>
        <h2 id="settings-title">{text('settings.title')}</h2>
        <button type="button" className="plain square" aria-label={text('action.close')} onClick={close}>
          <CloseIcon size={18} />
        </button>
      </header>
      <Screen />
      <MapPart zone={zone} />
      <p className="settings-note">{text('settings.kept')}</p>
    </dialog>
  );
}

function Screen() {
  const text = useText();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  return (
    <section aria-labelledby="settings-screen">
      <h3 id="settings-screen">{text('settings.screen')}</h3>
      <Choice
        legend={text('settings.language')}
        chosen={language}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChoose={setLanguage}
      />
      <Choice
        legend={text('settings.theme')}
        chosen={theme}
        options={[
          { value: 'dark', label: text('settings.dark') },
          { value: 'light', label: text('settings.light') },
        ]}
        onChoose={setTheme}
      />
    </section>
  );
}

function MapPart({ zone }: { zone: ZoneView }) {
  const text = useText();
  const { base, crs, opacityPercent, choose } = useMapSettings();
  return (
    <section aria-labelledby="settings-map">
      <h3 id="settings-map">{text('settings.map')}</h3>
      <BaseMap zone={zone} chosen={base} onChoose={(next) => choose({ base: next })} />
      <label className="settings-row">
        <span>{text('settings.opacity')}</span>
        <input
          type="range"
          min={MIN_OPACITY_PERCENT}
          max={100}
          step={10}
          value={opacityPercent}
          aria-valuetext={`${opacityPercent} %`}
          onChange={(event) => choose({ opacityPercent: Number(event.target.value) })}
        />
        <output className="tabular">{opacityPercent} %</output>
      </label>
      <Choice
        legend={text('settings.crs')}
        chosen={crs}
        options={CRS_NAMES.map((name) => ({ value: name, label: name }))}
        onChoose={(next) => choose({ crs: next })}
      />
      <p className="settings-note">{text('settings.crs-why')}</p>
    </section>
  );
}

interface BaseMapProps {
  zone: ZoneView;
  chosen: BaseMapChoice;
  onChoose(base: BaseMapChoice): void;
}

/** What the server does not offer is listed too, with the setting that would. */
function BaseMap({ zone, chosen, onChoose }: BaseMapProps) {
  const text = useText();
  const { tiles, pmtiles } = zone;
  const about = {
    vectors: { offered: true, words: null },
    tiles: {
      offered: tiles !== null,
      words: tiles
        ? text('settings.base-tiles-of', { host: new URL(tiles.url).host, crs: tiles.crs })
        : text('settings.base-tiles-unset'),
    },
    pmtiles: {
      offered: pmtiles !== null,
      words: text(pmtiles ? 'settings.base-pmtiles-of' : 'settings.base-pmtiles-unset'),
    },
  };
  return (
    <fieldset className="settings-base">
      <legend>{text('settings.base')}</legend>
      {BASE_MAPS.map((base) => (
        <label key={base}>
          <input
            type="radio"
            name="base-map"
            checked={about[base].offered && chosen === base}
            disabled={!about[base].offered}
            onChange={() => onChoose(base)}
          />
          <span>
            {text(`settings.base-${base}`)}
            {about[base].words !== null && <small>{about[base].words}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
