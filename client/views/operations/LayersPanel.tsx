import { type JSX, type ReactNode, useId, useState } from 'react';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import { useText } from '../../ui/text.ts';
import { metricOfLayer, SECTOR_LAYERS, type SectorLayer } from './metric-layers.ts';
import { CIRCLES_KM, type CircleKm } from './use-circle.ts';

/** What can be hidden from the map. */
export const HIDEABLE = ['planned', 'chargers', 'alarms', 'transport', 'labels', 'rings', 'holes'] as const;
export type Hideable = (typeof HIDEABLE)[number];
/** What is drawn only when asked for. */
export const EXTRAS = ['backhaul'] as const;
export type Extra = (typeof EXTRAS)[number];

/** Zones with fewer sites never group them. */
const GROUPS_FROM = 600;

interface Props {
  layer: SectorLayer;
  onLayer(layer: SectorLayer): void;
  hidden: ReadonlySet<Hideable>;
  onToggle(part: Hideable): void;
  extras: ReadonlySet<Extra>;
  onExtra(part: Extra): void;
  circleKm: CircleKm | null;
  onCircle(km: CircleKm | null): void;
  counts: Readonly<Record<'inService' | 'planned' | 'chargers' | 'backhaul', number>>;
  language: Language;
  /** Opacities of what is shown, behind a button of their own. */
  children: ReactNode;
}

/** What the map shows: one colour for the sectors, and what else is drawn, with how much of it there is. */
export function LayersPanel(props: Props): JSX.Element {
  const { hidden, onToggle, extras, onExtra, counts, language } = props;
  const text = useText();
  const bodyId = useId();
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 821px)').matches);
  const row = (part: Hideable, count: number | null) => (
    <CheckRow
      name={text(`operations.${part}`)}
      count={count === null ? null : formatCount(count, language)}
      checked={!hidden.has(part)}
      onToggle={() => onToggle(part)}
    />
  );
  return (
    <section className="map-panel layers-panel" aria-label={text('operations.layers')}>
      <PanelHead open={open} bodyId={bodyId} onToggle={() => setOpen(!open)} />
      <div id={bodyId} className="layers-body" hidden={!open}>
        <ColourBy {...props} />
        <ul>
          <li className="layer-row fixed">
            <svg viewBox="0 0 16 16" width="14" height="14" fill="var(--normal)" aria-hidden="true">
              <path d="M8 8 5 1.4a7.2 7.2 0 0 1 6 0ZM8 8l7.2.7a7.2 7.2 0 0 1-3 5.2ZM8 8l-4.2 5.9a7.2 7.2 0 0 1-3-5.2Z" />
            </svg>
            <span className="layer-name">{text('operations.in-service')}</span>
            <span className="layer-count">{formatCount(counts.inService, language)}</span>
          </li>
          {row('planned', counts.planned)}
          {counts.backhaul > 0 && (
            <CheckRow
              name={text('operations.backhaul')}
              count={formatCount(counts.backhaul, language)}
              checked={extras.has('backhaul')}
              onToggle={() => onExtra('backhaul')}
            />
          )}
          {row('chargers', counts.chargers)}
          {counts.chargers > 0 && <CircleRow {...props} />}
          {row('alarms', null)}
          {row('transport', null)}
          {row('labels', null)}
          {counts.inService + counts.planned > GROUPS_FROM && row('rings', null)}
        </ul>
        {props.children}
      </div>
    </section>
  );
}

function PanelHead({ open, bodyId, onToggle }: { open: boolean; bodyId: string; onToggle(): void }) {
  const text = useText();
  return (
    <button
      type="button"
      className="plain panel-head"
      aria-expanded={open}
      aria-controls={bodyId}
      title={text(open ? 'operations.layers-hide' : 'operations.layers-show')}
      onClick={onToggle}
    >
      {text('operations.layers')}
      <svg
        className="caret"
        viewBox="0 0 12 12"
        width="10"
        height="10"
        fill="none"
        stroke="currentColor"
        aria-hidden="true"
      >
        <path d={open ? 'M2 8l4-4 4 4' : 'M2 4l4 4 4-4'} strokeWidth="1.6" strokeLinecap="round" />
      </svg>
    </button>
  );
}

function ColourBy({ layer, onLayer, language }: Props) {
  const text = useText();
  const name = (each: SectorLayer) =>
    metricOfLayer(each)?.label[language === 'zh-CN' ? 'zh' : 'en'] ?? text('operations.state');
  return (
    <label className="colour-by">
      <span>{text('operations.colour-by')}</span>
      <select value={layer} onChange={(event) => onLayer(event.target.value)}>
        {SECTOR_LAYERS.map((each) => (
          <option key={each} value={each}>
            {name(each)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CheckRowProps {
  name: string;
  count: string | null;
  checked: boolean;
  onToggle(): void;
}

function CheckRow({ name, count, checked, onToggle }: CheckRowProps) {
  return (
    <li>
      <label className="layer-row">
        <input type="checkbox" checked={checked} onChange={onToggle} />
        <span className="layer-name">{name}</span>
        {count !== null && <span className="layer-count">{count}</span>}
      </label>
    </li>
  );
}

const DEFAULT_CIRCLE: CircleKm = 1;

function CircleRow({ circleKm, onCircle }: Props) {
  const text = useText();
  return (
    <li className="layer-row">
      <label className="layer-row layer-name">
        <input
          type="checkbox"
          checked={circleKm !== null}
          onChange={() => onCircle(circleKm === null ? DEFAULT_CIRCLE : null)}
        />
        <span className="layer-name">{text('operations.circle')}</span>
      </label>
      {circleKm !== null && (
        <select
          className="circle-km"
          aria-label={text('operations.circle-radius')}
          value={circleKm}
          onChange={(event) => onCircle(CIRCLES_KM.find((km) => String(km) === event.target.value) ?? null)}
        >
          {CIRCLES_KM.map((km) => (
            <option key={km} value={km}>
              {km} km
            </option>
          ))}
        </select>
      )}
    </li>
  );
}
