import type { JSX } from 'react';
import { freshnessOf } from '../../../shared/model/sample.ts';
import { formatAge, formatCount, type Language } from '../../../shared/text/format.ts';
import { useLiveStore } from '../../live/react.tsx';
import type { Pick } from '../../map/picking.ts';
import { Figure } from '../../ui/Figure.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { ClusterTooltip } from './ClusterTooltip.tsx';
import { anySimulated, type Fact, factsOf, stateOf } from './facts.ts';
import type { LiveColumns } from './live-states.ts';
import { KIND_OF_PICK, type MapModel, nameOf } from './map-model.ts';
import type { Hover } from './scene.ts';

interface Props {
  hover: Hover;
  model: MapModel;
  live: LiveColumns;
  language: Language;
  /** Size of the map, CSS pixels: the tooltip stays inside. */
  size: { readonly width: number; readonly height: number };
}

const WIDTH_PX = 260;
const BESIDE_PX = 16;
const REDRAW_MS = 1_000;

/** What lies under the pointer: a group's mix of states, or one thing. */
export function MapTooltip(props: Props): JSX.Element | null {
  const { hover } = props;
  const { width, height } = props.size;
  const pick = hover.picks[0];
  if (!pick && !hover.cluster) return null;
  const left = hover.x + BESIDE_PX + WIDTH_PX > width ? hover.x - BESIDE_PX - WIDTH_PX : hover.x + BESIDE_PX;
  const above = hover.y > height / 2;
  return (
    <div
      className="map-panel map-tooltip"
      style={{
        left: Math.max(4, left),
        width: WIDTH_PX,
        ...(above ? { bottom: height - hover.y + 10 } : { top: hover.y + 10 }),
      }}
    >
      {hover.cluster ? (
        <ClusterTooltip {...props} cluster={hover.cluster} />
      ) : (
        pick && <OneThing {...props} pick={pick} />
      )}
    </div>
  );
}

/** Name, state, numbers with their age and quality. */
function OneThing({ hover, pick, model, live, language }: Props & { pick: Pick }) {
  const now = useNow(REDRAW_MS) + useLiveStore().link().offsetMs;
  const text = useText();
  const kind = KIND_OF_PICK[pick.kind];
  const state = stateOf(pick, model);
  const facts = state === null ? [] : factsOf(pick, model.inventory, live);
  return (
    <>
      <div className="tooltip-title">
        {state !== null && <StateShape severity={state} size={13} decorative />}
        <b>{nameOf(model.inventory, kind, pick.index, language)}</b>
      </div>
      <div className="tooltip-kind">
        {text(`kind.${kind}`)} · {state === null ? <Stage pick={pick} model={model} /> : text(`state.${state}`)}
      </div>
      {facts.length > 0 && (
        <dl>
          {facts.map((fact) => (
            <Row key={fact.metric.id} fact={fact} now={now} language={language} />
          ))}
        </dl>
      )}
      {facts.length > 0 && <Quality facts={facts} now={now} language={language} />}
      {hover.picks.length > 1 && (
        <div className="tooltip-more">{text('operations.more-here', { count: hover.picks.length - 1 })}</div>
      )}
    </>
  );
}

function Stage({ pick, model }: { pick: Hover['picks'][number]; model: MapModel }) {
  const text = useText();
  const kind = KIND_OF_PICK[pick.kind];
  const date = model.inventory.attribute(kind, pick.index, 'on_air_date');
  return (
    <>
      {text(`operations.lifecycle.${model.inventory.lifecycle(kind, pick.index)}`)}
      {date !== null && ` · ${text('operations.on-air-date', { date })}`}
    </>
  );
}

function Row({ fact, now, language }: { fact: Fact; now: number; language: Language }) {
  const { metric, value, flags, at, of } = fact;
  const isShare = of !== null && metric.unit === '%';
  const state = metric.states?.find((known) => known.value === value);
  return (
    <div className="tooltip-row">
      <dt>{metric.label[language === 'zh-CN' ? 'zh' : 'en']}</dt>
      <dd>
        {state ? (
          state.label[language === 'zh-CN' ? 'zh' : 'en']
        ) : (
          <>
            <Figure
              value={isShare && value !== null && of !== null ? Math.round((value * of) / 100) : value}
              unit={isShare ? 'count' : metric.unit}
              flags={flags}
              ageMs={ageOf(at, now)}
              language={language}
              withState
            />
            {of !== null && <span className="tooltip-of"> / {formatCount(of, language)}</span>}
          </>
        )}
      </dd>
    </div>
  );
}

/** The oldest of the numbers speaks for all. */
function Quality({ facts, now, language }: { facts: readonly Fact[]; now: number; language: Language }) {
  const text = useText();
  const heard = facts.filter(({ value, at }) => value !== null && at > 0);
  const oldest = heard.reduce<Fact | null>((found, fact) => (found && found.at <= fact.at ? found : fact), null);
  return (
    <div className="tooltip-quality">
      <span>
        {oldest
          ? `${text(`freshness.${freshnessOf(oldest.flags)}`)} · ${formatAge(ageOf(oldest.at, now), language)}`
          : text('quality.none')}
      </span>
      {anySimulated(facts) && <SimulatedBadge />}
    </div>
  );
}

function ageOf(at: number, now: number): number {
  return at > 0 ? Math.max(0, now - at) : Number.POSITIVE_INFINITY;
}
