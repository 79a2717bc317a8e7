import './coverage.css';
import './map-parts.css';
import './lists.css';
import './forms.css';
import './milestones.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useMemo, useState } from 'react';
import type { ZoneView } from '../../../shared/wire/http.ts';
import type { PlanChange, PlanSite } from '../../../shared/wire/planning.ts';
import { useCoverageSummary, useHoles, useRolloutPlan, useWhatIf } from '../../api/coverage-queries.ts';
import { useModelResiduals } from '../../api/measurements.ts';
import { fetchZone } from '../../api/zone.ts';
import { useInventory } from '../../live/react.tsx';
import { usePreferences } from '../../state/preferences.ts';
import { useSelection } from '../../state/selection.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { AuditTab } from './AuditTab.tsx';
import { CoverageMap } from './CoverageMap.tsx';
import { type CoverageChoices, useChoices } from './choice.ts';
import type { Drawn } from './drawn.ts';
import { LossTab } from './LossTab.tsx';
import { MeasuredTab } from './measured/MeasuredTab.tsx';
import { residualPoints } from './measured/residual-points.ts';
import { NextTab } from './NextTab.tsx';
import { NowTab } from './NowTab.tsx';
import { PlansTab } from './PlansTab.tsx';
import { RolloutTab } from './RolloutTab.tsx';
import { SideTabs } from './SideTabs.tsx';
import { TablesTab } from './TablesTab.tsx';
import { useLate } from './use-late.ts';
import { usePlanDraft } from './use-plan-draft.ts';
import { useRanking } from './use-ranking.ts';

/** What is covered, what an outage uncovers, what to build next and when. */
export function Coverage(): JSX.Element {
  const text = useText();
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!zone.data) return <Notice title={text('load.zone')} />;
  return <ZoneCoverage zone={zone.data} />;
}

const NO_SITES: readonly PlanSite[] = [];
const NO_CHANGES: readonly PlanChange[] = [];

function ZoneCoverage({ zone }: { zone: ZoneView }) {
  const inventory = useInventory();
  const { language } = usePreferences();
  const [choices, change] = useChoices();
  const [selection, select] = useSelection();
  const [pointed, setPointed] = useState<string | null>(null);
  const summary = useCoverageSummary();
  const holes = useHoles();
  const [late, setLate] = useLate();
  const plan = useRolloutPlan(late);
  const ranking = useRanking();
  const [flight, setFlight] = useState<readonly string[] | null>(null);
  const planning = choices.tab === 'plans';
  const draft = usePlanDraft(planning);
  // A plan is tried out on its network, whatever the other tabs show.
  const shown: CoverageChoices = planning
    ? { ...choices, state: draft.network, sites: null, against: 'none' }
    : choices;
  const version = summary.data?.version ?? '';
  const rested = useRested(pointed);
  const meant = isRadio(rested) ? rested : isRadio(selection) ? selection : null;
  const asked = choices.tab === 'n-1' && summary.data?.ready ? meant : null;
  const whatIf = useWhatIf(asked, version);
  const residuals = useModelResiduals(summary.data?.ready ? version : null);
  const fitted = choices.fit && !planning && residuals.data?.fit ? residuals.data.version : null;
  const drawn = useMemo<Drawn>(
    () => ({
      // They are of now: over a network that is planned they would say what is not so.
      holes: shown.state === 'now' ? (holes.data?.holes ?? []) : [],
      predicted: shown.state === 'now' ? (holes.data?.predicted ?? []) : [],
      asked: asked === null ? null : (whatIf.data?.hole ?? null),
      compared: planning ? draft.answer : null,
      changes: planning ? draft.allChanges : NO_CHANGES,
      plan: plan.data?.sites ?? NO_SITES,
      residuals: choices.tab === 'measured' && residuals.data?.map.total ? residualPoints(residuals.data) : null,
      ranked: choices.tab === 'next' ? (ranking.shown?.result?.ranked ?? []) : [],
    }),
    [
      holes.data,
      asked,
      whatIf.data,
      plan.data,
      shown.state,
      choices.tab,
      ranking.shown,
      planning,
      draft.answer,
      draft.allChanges,
      residuals.data,
    ],
  );
  const common = { inventory, language, timeZone: zone.timeZone, selection, onSelect: select };
  const pointing = { pointed, onPoint: setPointed };
  return (
    <div className="coverage">
      <CoverageMap
        zone={zone}
        summary={summary.data}
        plan={planning ? undefined : plan.data}
        drawn={drawn}
        choices={shown}
        onChange={(part) => {
          if (planning && part.state) draft.choose(part.state === 'planned' ? 'planned' : 'on-air');
          else change(part);
        }}
        fitted={fitted}
        flight={flight}
        onPlace={draft.placing === 'none' ? null : draft.putAt}
        {...common}
        {...(planning ? { selection: draft.site, onSelect: draft.pick } : {})}
        {...pointing}
      />
      <SideTabs tab={choices.tab} onTab={(tab) => change({ tab })}>
        {choices.tab === 'now' && <NowTab summary={summary} holes={holes} {...common} {...pointing} />}
        {choices.tab === 'n-1' && (
          <LossTab summary={summary.data} asked={asked} whatIf={whatIf} {...common} {...pointing} />
        )}
        {choices.tab === 'roll-out' && (
          <RolloutTab
            plan={plan}
            summary={summary.data}
            late={late}
            onLate={setLate}
            sites={choices.state === 'plan' ? choices.sites : null}
            onSites={(sites) => change({ state: 'plan', sites })}
            {...common}
          />
        )}
        {choices.tab === 'next' && <NextTab ranking={ranking} {...common} />}
        {planning && <PlansTab draft={draft} {...common} />}
        {choices.tab === 'audit' && <AuditTab summary={summary.data} onShow={setFlight} {...common} />}
        {choices.tab === 'measured' && (
          <MeasuredTab
            summary={summary.data}
            residuals={residuals}
            fit={fitted !== null}
            onFit={(fit) => change({ fit })}
            onShow={setFlight}
            {...common}
          />
        )}
        {choices.tab === 'tables' && <TablesTab language={language} />}
      </SideTabs>
    </div>
  );
}

function isRadio(id: string | null): boolean {
  return id !== null && (id.startsWith('site/') || id.startsWith('cell/'));
}

/** A list that is run over asks nothing of each row. */
const REST_MS = 120;

/** What is pointed at, once it has been for a moment. */
function useRested(pointed: string | null): string | null {
  const [rested, setRested] = useState(pointed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(pointed), REST_MS);
    return () => clearTimeout(timer);
  }, [pointed]);
  return rested;
}
