import { useCallback, useMemo } from 'react';
import type { CoverageLayer, CoverageState } from '../../../shared/wire/planning.ts';
import { readParam } from '../../state/query.ts';
import { useQueryParam } from '../../state/use-query-param.ts';

export const STATES = ['now', 'on-air', 'planned', 'plan'] as const satisfies readonly CoverageState[];
export const LAYERS = [
  'covered',
  'rsrp',
  'sinr',
  'pdsch-sinr',
  'uplink',
  'probability',
  'best-server',
  'single-server',
  'overlap',
  'validity',
] as const satisfies readonly CoverageLayer[];
/** States that another one is compared with. */
export const AGAINST = ['none', 'now', 'on-air', 'planned'] as const;
export const TABS = ['now', 'n-1', 'roll-out', 'next', 'plans', 'audit', 'measured', 'tables'] as const;
export type Tab = (typeof TABS)[number];

/** What the screen shows, as the URL holds it. */
export interface CoverageChoices {
  readonly state: CoverageState;
  /** With state `plan`: how many sites stand; null for those on air. */
  readonly sites: number | null;
  readonly layer: CoverageLayer;
  readonly against: (typeof AGAINST)[number];
  readonly tab: Tab;
  /** Levels are moved by what measurements say. */
  readonly fit: boolean;
}

const DEFAULTS: CoverageChoices = {
  state: 'now',
  sites: null,
  layer: 'covered',
  against: 'none',
  tab: 'now',
  fit: false,
};

/** `state:plan:52,layer:rsrp,vs:on-air,tab:roll-out` → what is shown; what is not named or unknown is the default. */
export function parseChoices(text: string | null): CoverageChoices {
  const given = new Map(
    (text ?? '').split(',').map((part) => {
      const [name, value, more] = part.split(':');
      return [name, { value, more }] as const;
    }),
  );
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((each) => each === given.get(name)?.value) ?? otherwise;
  const state = oneOf('state', STATES, DEFAULTS.state);
  const sites = Number(given.get('state')?.more ?? Number.NaN);
  return {
    state,
    sites: state === 'plan' && Number.isInteger(sites) && sites >= 0 && sites <= 100_000 ? sites : null,
    layer: oneOf('layer', LAYERS, DEFAULTS.layer),
    against: oneOf('vs', AGAINST, DEFAULTS.against),
    tab: oneOf('tab', TABS, DEFAULTS.tab),
    fit: given.get('fit')?.value === 'on',
  };
}

export function formatChoices({ state, sites, layer, against, tab, fit }: CoverageChoices): string | null {
  const parts = [
    ...(state === DEFAULTS.state ? [] : [sites === null ? `state:${state}` : `state:${state}:${sites}`]),
    ...(layer === DEFAULTS.layer ? [] : [`layer:${layer}`]),
    ...(against === DEFAULTS.against ? [] : [`vs:${against}`]),
    ...(tab === DEFAULTS.tab ? [] : [`tab:${tab}`]),
    ...(fit ? ['fit:on'] : []),
  ];
  return parts.length === 0 ? null : parts.join(',');
}

const PARAM = 'coverage';

/** What is shown (query `coverage`), and how to change a part of it. */
export function useChoices(): [CoverageChoices, (change: Partial<CoverageChoices>) => void] {
  const [value, set] = useQueryParam(PARAM, 'replace');
  const choices = useMemo(() => parseChoices(value), [value]);
  const change = useCallback(
    (part: Partial<CoverageChoices>) =>
      set(formatChoices({ ...parseChoices(readParam(window.location.search, PARAM)), ...part })),
    [set],
  );
  return [choices, change];
}
