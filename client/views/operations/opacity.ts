import { useCallback, useMemo } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';

/** Layers whose opacity the URL keeps; the base map's is a setting of the browser. */
export const FADED = ['sectors', 'backhaul', 'circle'] as const;
export type Faded = (typeof FADED)[number];
export type Opacities = Readonly<Record<Faded, number>>;

const FULL_PERCENT = 100;
export const LEAST_PERCENT = 20;

/** `sectors:60,circle:40` → percent by layer; what is not named, unknown or out of range is 100. */
export function parseOpacities(text: string | null): Opacities {
  const given = new Map(
    (text ?? '').split(',').map((part) => {
      const [name, percent] = part.split(':');
      return [name, Number(percent)] as const;
    }),
  );
  const of = (layer: Faded) => {
    const percent = given.get(layer);
    return percent !== undefined && percent >= LEAST_PERCENT && percent <= FULL_PERCENT ? percent : FULL_PERCENT;
  };
  return { sectors: of('sectors'), backhaul: of('backhaul'), circle: of('circle') };
}

export function formatOpacities(opacities: Opacities): string | null {
  const named = FADED.filter((layer) => opacities[layer] !== FULL_PERCENT);
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
