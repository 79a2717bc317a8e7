import { useMemo, useState } from 'react';
import type { Position } from '../../../shared/model/resource.ts';
import type { NetworkPlan, PlanChange, PlanComparison } from '../../../shared/wire/planning.ts';
import { usePlanComparison, usePlans } from '../../api/plans.ts';
import type { About } from './drawn.ts';
import { newSiteId, withChange, withoutChange } from './plan-draft.ts';

/** What the next click on the map does: nothing of ours, move the picked site, or put a new one there. */
export type Placing = 'none' | 'move' | 'add';

/** What somebody is trying out: a network, changes to it, and what it is compared with. */
export interface PlanDraft {
  /** `on-air`, `planned` or a kept plan's id. */
  readonly base: string;
  /** The kept plan that is the base, null for the two networks that are always there. */
  readonly plan: NetworkPlan | null;
  /** The network that everything is made of. */
  readonly network: NetworkPlan['base'];
  readonly changes: readonly PlanChange[];
  /** Those of the kept plan, then those of the draft. */
  readonly allChanges: readonly PlanChange[];
  readonly against: string;
  readonly plans: readonly NetworkPlan[];
  readonly placing: Placing;
  /** Id of the site that changes are made to, null for none. */
  readonly site: string | null;
  readonly answer: PlanComparison | null;
  readonly refused: string | null;
  readonly busy: boolean;
  choose(base: string): void;
  compare(against: string): void;
  pick(site: string | null): void;
  place(placing: Placing): void;
  putAt(position: Position): void;
  make(change: PlanChange): void;
  undo(index: number): void;
  clear(): void;
}

/** What the parts of the tab are given. */
export interface PlanProps extends About {
  draft: PlanDraft;
}

const NETWORKS = ['on-air', 'planned'] as const;

/** Keeps a draft while the screen is open; asks for its coverage whenever it changes. `active`: it is on the screen. */
export function usePlanDraft(active: boolean): PlanDraft {
  const plans = usePlans().data?.plans ?? [];
  const [base, setBase] = useState<string>('on-air');
  const [against, setAgainst] = useState<string | null>(null);
  const [changes, setChanges] = useState<readonly PlanChange[]>([]);
  const [site, pick] = useState<string | null>(null);
  const [placing, place] = useState<Placing>('none');
  const plan = plans.find(({ id }) => id === base) ?? null;
  const network = plan?.base ?? NETWORKS.find((name) => name === base) ?? 'on-air';
  const compared = against ?? network;
  const allChanges = useMemo(() => [...(plan?.changes ?? []), ...changes], [plan, changes]);
  const asks = active && (allChanges.length > 0 || compared !== network);
  const comparison = usePlanComparison(asks ? { plan: plan?.id ?? network, changes, against: compared } : null);
  const make = (change: PlanChange) => setChanges((before) => withChange(before, change));
  return {
    base: plan?.id ?? network,
    plan,
    network,
    changes,
    allChanges,
    against: compared,
    plans,
    placing: active ? placing : 'none',
    site,
    answer: asks && !comparison.isError ? (comparison.data ?? null) : null,
    refused: asks && comparison.isError ? comparison.error.message : null,
    busy: comparison.isFetching,
    choose(next) {
      setBase(next);
      setAgainst(null);
      setChanges([]);
      place('none');
    },
    compare: setAgainst,
    pick,
    place,
    putAt(position) {
      place('none');
      if (placing === 'move' && site !== null) make({ change: 'move', site, position });
      if (placing !== 'add') return;
      const added = newSiteId(allChanges);
      make({ change: 'add', site: added, position });
      pick(added);
    },
    make,
    undo: (index) => setChanges((before) => withoutChange(before, index)),
    clear: () => setChanges([]),
  };
}
