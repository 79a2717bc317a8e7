import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { readParam, withParam } from './query.ts';

/**
 * One parameter of the URL's query as state. `replace` keeps it out of the browser's history. The setter reads the
 * address bar itself, so that two set in one turn do not undo each other.
 */
export function useQueryParam(
  name: string,
  history: 'push' | 'replace',
): [string | null, (value: string | null) => void] {
  const { search } = useLocation();
  const navigate = useNavigate();
  const set = useCallback(
    (value: string | null) => {
      const before = window.location.search;
      const after = withParam(before, name, value);
      if (after === withParam(before, name, readParam(before, name))) return;
      navigate({ search: after, hash: window.location.hash }, { replace: history === 'replace' });
    },
    [name, history, navigate],
  );
  return [readParam(search, name), set];
}
