import type {
  NetworkPlan,
  NetworkPlanRequest,
  PlanChange,
  PlanComparison,
  PlanWhatIf,
} from '../../../shared/wire/planning.ts';
import { MAX_PLANS } from '../../../shared/wire/planning-plan-schemas.ts';
import { type Clock, type NetworkPlans, PlanningRefused } from '../../ports.ts';
import type { Asking } from '../coverage/ask.ts';
import { ON_AIR, type Variant } from '../coverage/setup.ts';
import { applyChanges, type Drawing, type PlanNetwork } from './apply-changes.ts';
import type { KeptPlan, PlanStore } from './plan-store.ts';

export interface PlanStages {
  readonly clock: Clock;
  readonly store: PlanStore;
  readonly drawing: Drawing;
  readonly asking: Asking;
  readonly synthetic: boolean;
  /** Throws where there is no coverage. */
  readonly needed: () => void;
}

/** Named plans over the table; a plan's network is made anew from the inventory whenever it is asked for. */
export interface Plans extends Omit<NetworkPlans, 'rank'> {
  /** The network of a plan, of `on-air` or of `planned`. Throws PlanningRefused. */
  networkOf(id: string, more?: readonly PlanChange[]): PlanNetwork;
}

export function createPlans({ clock, store, drawing, asking, synthetic, needed }: PlanStages): Plans {
  const onAirKey = applyChanges(drawing, 'on-air', []).key;
  const kept = (id: string): Pick<KeptPlan, 'base' | 'changes'> => {
    if (id === 'on-air' || id === 'planned') return { base: id, changes: [] };
    const plan = store.plans.find((one) => one.id === id);
    if (plan === undefined) throw new PlanningRefused('no-such-plan', `there is no plan ${id}`, 'id');
    return plan;
  };
  const networkOf = (id: string, more: readonly PlanChange[] = []): PlanNetwork => {
    const { base, changes } = kept(id);
    const network = applyChanges(drawing, base, changes, more);
    // That one has been run already.
    return network.key === onAirKey ? { ...network, key: ON_AIR } : network;
  };
  const isOnAir = (id: string): boolean => {
    const { base, changes } = kept(id);
    return base === 'on-air' && changes.length === 0;
  };
  const viewOf = (plan: KeptPlan): NetworkPlan => {
    try {
      const { sites, cells } = applyChanges(drawing, plan.base, plan.changes);
      return { ...plan, sites: sites.length, cells: cells.length, problem: null };
    } catch (error) {
      if (!(error instanceof PlanningRefused)) throw error;
      return { ...plan, sites: 0, cells: 0, problem: error.message };
    }
  };

  return {
    networkOf,
    list: () => ({ plans: store.plans.map(viewOf), limit: MAX_PLANS }),
    find(id) {
      const plan = store.plans.find((one) => one.id === id);
      return plan && viewOf(plan);
    },
    create({ name, base, changes }: NetworkPlanRequest) {
      applyChanges(drawing, base, changes);
      if (store.plans.length >= MAX_PLANS) throw new PlanningRefused('full', 'too many plans', undefined, MAX_PLANS);
      return viewOf(store.add({ name, base, changes: [...changes], createdAt: clock() }));
    },
    remove(id) {
      if (!store.plans.some((plan) => plan.id === id)) return false;
      store.remove(id);
      return true;
    },
    async whatIf(id, { changes, against }: PlanWhatIf): Promise<PlanComparison> {
      needed();
      const { base } = kept(id);
      const name = against ?? (changes.length > 0 ? id : base);
      const after = asAsked(networkOf(id, changes));
      const before = isOnAir(name) ? ON_AIR_ASKED : asAsked(networkOf(name));
      const { answer, workedMs } = await asking.ask({ type: 'compare', before, after });
      return { plan: id, against: name, synthetic, ...answer, workedOutMs: workedMs };
    },
  };
}

/** The thread has that one: of a region it is thirty thousand cells that need not be copied. */
const ON_AIR_ASKED: Variant = { key: ON_AIR, cells: [], ids: [], siteOf: [] };

function asAsked({ key, cells, ids, siteOf }: PlanNetwork): Variant {
  return key === ON_AIR ? ON_AIR_ASKED : { key, cells, ids, siteOf };
}
