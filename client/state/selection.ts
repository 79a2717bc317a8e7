import { isResourceId } from '../../shared/model/resource.ts';
import { useQueryParam } from './use-query-param.ts';

/** The selected resource's id (query `sel`), null for none; what is not an id counts as none. Back undoes it. */
export function useSelection(): [string | null, (id: string | null) => void] {
  const [value, set] = useQueryParam('sel', 'push');
  return [value !== null && isResourceId(value) ? value : null, set];
}
