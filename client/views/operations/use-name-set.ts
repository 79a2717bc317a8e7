import { useCallback, useMemo } from 'react';
import { useQueryParam } from '../../state/use-query-param.ts';

/** A set of names in the URL (joined by commas, in the order of `allowed`); the URL omits an empty one. */
export function useNameSet<T extends string>(
  param: string,
  allowed: readonly T[],
): [ReadonlySet<T>, (name: T) => void] {
  const [value, set] = useQueryParam(param, 'replace');
  const names = useMemo(() => {
    const given = new Set(value?.split(',') ?? []);
    return new Set(allowed.filter((name) => given.has(name)));
  }, [value, allowed]);
  const toggle = useCallback(
    (name: T) => {
      const next = allowed.filter((each) => names.has(each) !== (each === name));
      set(next.length === 0 ? null : next.join(','));
    },
    [allowed, names, set],
  );
  return [names, toggle];
}
