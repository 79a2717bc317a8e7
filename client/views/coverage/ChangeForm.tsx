import { type JSX, useState } from 'react';
import { LIFECYCLES } from '../../../shared/model/resource.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { useText } from '../../ui/text.ts';
import { nameOf } from './drawn.ts';
import { aboutOf } from './plan-draft.ts';
import type { PlanProps } from './use-plan-draft.ts';

/** What is done to the picked site: put elsewhere, taken away, tilted, powered; or a new one is added. */
export function ChangeForm({ draft, inventory, language }: PlanProps): JSX.Element {
  const text = useText();
  const { site, placing } = draft;
  const added = draft.allChanges.filter(({ change }) => change === 'add').map(aboutOf);
  const place = site === null ? null : inventory.ordinal(site);
  const name = site === null ? '' : place ? nameOf(inventory, site, language) : site.slice('site/'.length);
  const stands =
    site !== null &&
    (added.includes(site) ||
      draft.network === 'planned' ||
      (place !== null && place !== undefined && inventory.lifecycle('site', place.ordinal) === 'in-service'));
  return (
    <div className="coverage-form plan-form">
      <label>
        <span>{text('coverage.plan-site')}</span>
        <select value={site ?? ''} onChange={({ target }) => draft.pick(target.value === '' ? null : target.value)}>
          <option value="">{text('coverage.plan-no-site')}</option>
          {added
            .filter((id) => !inventory.ordinal(id))
            .map((id) => (
              <option key={id} value={id}>
                {id.slice('site/'.length)}
              </option>
            ))}
          {sitesByStage(inventory).map((id) => (
            <option key={id} value={id}>
              {nameOf(inventory, id, language)}
            </option>
          ))}
        </select>
      </label>
      {site !== null && !stands && (
        <button type="button" className="button primary" onClick={() => draft.make({ change: 'add', site })}>
          {text('coverage.plan-build')}
        </button>
      )}
      {site !== null && stands && (
        <>
          <button
            type="button"
            className="button"
            aria-pressed={placing === 'move'}
            onClick={() => draft.place(placing === 'move' ? 'none' : 'move')}
          >
            {text('coverage.plan-move')}
          </button>
          <button type="button" className="button" onClick={() => draft.make({ change: 'remove', resource: site })}>
            {text('coverage.plan-remove')}
          </button>
          <SectorForm key={site} draft={draft} inventory={inventory} language={language} site={site} />
        </>
      )}
      <button
        type="button"
        className="button"
        aria-pressed={placing === 'add'}
        onClick={() => draft.place(placing === 'add' ? 'none' : 'add')}
      >
        {text('coverage.plan-add-new')}
      </button>
      {placing !== 'none' && (
        <p className="plan-placing" role="status">
          {text(`coverage.plan-place-${placing}`, { name })}{' '}
          <button type="button" className="plain link" onClick={() => draft.place('none')}>
            {text('coverage.plan-place-end')}
          </button>
        </p>
      )}
    </div>
  );
}

/** Ids of sites by stage and name; those that are retired cannot be planned with. */
function sitesByStage(inventory: InventoryIndex): readonly string[] {
  const sites = Array.from({ length: inventory.count('site') }, (_, site) => site);
  return LIFECYCLES.filter((stage) => stage !== 'retired')
    .toReversed()
    .flatMap((stage) => sites.filter((site) => inventory.lifecycle('site', site) === stage))
    .slice(0, MOST_OPTIONS)
    .map((site) => inventory.id('site', site));
}

/** A list of ten thousand would be read by nobody: the map picks any site. */
const MOST_OPTIONS = 1_000;
const TILT_DEG = { least: -30, most: 30, usual: 6 };
const POWER_DBM = { least: 0, most: 70, usual: 46 };
const AZIMUTH_DEG = { least: 0, most: 359.9, usual: 0 };

interface SectorProps extends Pick<PlanProps, 'draft' | 'inventory' | 'language'> {
  site: string;
}

/** Azimuth, tilt and power of a whole site or of one of its cells. A site is turned as a whole, its first cell to the azimuth. */
function SectorForm({ draft, inventory, language, site }: SectorProps) {
  const text = useText();
  const place = inventory.ordinal(site);
  const cells = place ? [...inventory.children('site', place.ordinal, 'cell')] : [];
  const [resource, setResource] = useState(site);
  const first = cells.find((cell) => inventory.id('cell', cell) === resource) ?? cells[0];
  const attribute = (name: string): number | null => {
    const value = first === undefined ? null : inventory.attribute('cell', first, name);
    return typeof value === 'number' ? value : null;
  };
  const mechanical = attribute('mech_tilt_deg');
  const tilt = mechanical === null ? TILT_DEG.usual : mechanical + (attribute('elec_tilt_deg') ?? 0);
  return (
    <>
      {cells.length > 1 && (
        <label>
          <span>{text('coverage.plan-sector')}</span>
          <select value={resource} onChange={({ target }) => setResource(target.value)}>
            <option value={site}>{text('coverage.plan-whole-site')}</option>
            {cells.map((cell) => (
              <option key={cell} value={inventory.id('cell', cell)}>
                {nameOf(inventory, inventory.id('cell', cell), language)}
              </option>
            ))}
          </select>
        </label>
      )}
      <SetNumber
        key={`turn ${resource}`}
        label={text(resource === site && cells.length > 1 ? 'coverage.plan-azimuth-first' : 'coverage.plan-azimuth')}
        first={attribute('azimuth_deg') ?? AZIMUTH_DEG.usual}
        limits={AZIMUTH_DEG}
        onSet={(azimuthDeg) => draft.make({ change: 'turn', resource, azimuthDeg })}
      />
      <SetNumber
        key={`tilt ${resource}`}
        label={text('coverage.plan-tilt')}
        first={tilt}
        limits={TILT_DEG}
        onSet={(tiltDeg) => draft.make({ change: 'tilt', resource, tiltDeg })}
      />
      <SetNumber
        key={`power ${resource}`}
        label={text('coverage.plan-power')}
        first={attribute('tx_power_dbm') ?? POWER_DBM.usual}
        limits={POWER_DBM}
        onSet={(txPowerDbm) => draft.make({ change: 'power', resource, txPowerDbm })}
      />
    </>
  );
}

interface NumberProps {
  label: string;
  first: number;
  limits: { readonly least: number; readonly most: number };
  onSet(value: number): void;
}

function SetNumber({ label, first, limits, onSet }: NumberProps) {
  const text = useText();
  const [value, setValue] = useState(first);
  return (
    <form
      className="plan-number"
      onSubmit={(event) => {
        event.preventDefault();
        if (!Number.isNaN(value)) onSet(value);
      }}
    >
      <label>
        <span>{label}</span>
        <input
          type="number"
          required
          step="any"
          min={limits.least}
          max={limits.most}
          value={Number.isNaN(value) ? '' : value}
          onChange={({ target }) => setValue(target.valueAsNumber)}
        />
      </label>
      <button type="submit" className="button" aria-label={`${text('coverage.plan-set')}: ${label}`}>
        {text('coverage.plan-set')}
      </button>
    </form>
  );
}
