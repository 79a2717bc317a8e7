import { useCallback, useMemo } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';

/** Layers whose opacity the URL keeps; the base map's is a setting of the browser. */
export const FADED = ['sectors', 'backhaul', 'circle', 'coverage'] as const;
export type Faded = (typeof FADED)[number];
export type Opacities = Readonly<Record<Faded, number>>;

const FULL_PERCENT = 100;
/** Ground and transport are seen through coverage. */
const USUAL: Opacities = { sectors: FULL_PERCENT, backhaul: FULL_PERCENT, circle: FULL_PERCENT, coverage: 70 };
export const LEAST_PERCENT = 20;

/** `sectors:60,circle:40` → percent by layer; what is not named, unknown or out of range is as usual. */
export function parseOpacities(text: string | null): Opacities {
  const given = new Map(
    (text ?? '').split(',').map((part) => {
      const [name, percent] = part.split(':');
      return [name, Number(percent)] as const;
    }),
  );
  const of = (layer: Faded) => {
    const percent = given.get(layer);
    return percent !== undefined && percent >= LEAST_PERCENT && percent <= FULL_PERCENT ? percent : USUAL[layer];
  };
  return { sectors: of('sectors'), backhaul: of('backhaul'), circle: of('circle'), coverage: of('coverage') };
}

export function formatOpacities(opacities: Opacities): string | null {
  const named = FADED.filter((layer) => opacities[layer] !== USUAL[layer]);
  return named.length === 0 ? null : named.map((layer) => `${layer}:${opacities[layer]}`).join(',');
}

/** Opacity by layer, percent (query `dim`). */
export function useOpacities(): [Opacities, (layer: Faded, percent: number) => void] {
  const [value, set] = useQueryParam('dim', 'replace');
  const opacities = useMemo(() => parseOpacities(value), [value]);
  const setOne = useCallback(
    (layer: Faded, percent: number) => set(formatOpacities({ ...opacities, [layer]: percent })),
    [opacities, set],
  );
  return [opacities, setOne];
}
