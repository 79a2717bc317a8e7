import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { withParam } from '../../state/query.ts';
import { useSelection } from '../../state/selection.ts';
import { VIEWS } from '../../views/index.ts';
import { homeViewOf } from './home-view.ts';
import type { FoundResource } from './results.ts';

/** Selects a resource in the view that draws it, going there when another is open. */
export function useOpenResource(): (resource: FoundResource) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [, select] = useSelection();
  return useCallback(
    ({ id, resourceKind }: FoundResource) => {
      const home = homeViewOf(resourceKind);
      const path = VIEWS.find((view) => view.id === home)?.path ?? pathname;
      if (path === pathname) select(id);
      else navigate(path + withParam('', 'sel', id));
    },
    [navigate, pathname, select],
  );
}
