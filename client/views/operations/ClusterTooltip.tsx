import type { JSX } from 'react';
import { SEVERITIES, SEVERITY_RANK } from '../../../shared/model/sample.ts';
import { formatCount, type Language } from '../../../shared/text/format.ts';
import type { ClusterMark } from '../../map/cluster-state.ts';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { KIND_OF_PICK, type MapModel, nameOf } from './map-model.ts';

const WORST_FIRST = SEVERITIES.map((severity, index) => ({ severity, index })).sort(
  (a, b) => SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity],
);

/** What a group on the far map stands for: how many there are in which state. */
export function ClusterTooltip({
  cluster,
  model,
  language,
}: {
  cluster: ClusterMark;
  model: MapModel;
  language: Language;
}): JSX.Element {
  const text = useText();
  const { kind, counts, building, planned, ordinal, inService } = cluster;
  const unbuilt = [
    ['building', building],
    ['planned', planned],
  ] as const;
  return (
    <>
      <div className="tooltip-title">
        <b>
          {ordinal === null
            ? text(`operations.group-of-${kind}`, { count: inService + building + planned })
            : nameOf(model.inventory, KIND_OF_PICK[kind], ordinal, language)}
        </b>
      </div>
      <dl>
        {WORST_FIRST.filter(({ index }) => counts[index]! > 0).map(({ severity, index }) => (
          <div key={severity} className="tooltip-row">
            <dt>
              <StateShape severity={severity} size={12} decorative /> {text(`state.${severity}`)}
            </dt>
            <dd>{formatCount(counts[index]!, language)}</dd>
          </div>
        ))}
        {unbuilt.map(
          ([stage, count]) =>
            count > 0 && (
              <div key={stage} className="tooltip-row">
                <dt>{text(`operations.lifecycle.${stage}`)}</dt>
                <dd>{formatCount(count, language)}</dd>
              </div>
            ),
        )}
      </dl>
      {ordinal === null && <div className="tooltip-more">{text('operations.group-zoom')}</div>}
    </>
  );
}
