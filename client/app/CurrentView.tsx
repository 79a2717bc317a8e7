import { type JSX, Suspense } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { Notice } from '../ui/Notice.tsx';
import { useText } from '../ui/text.ts';
import { PAGES, VIEWS } from '../views/index.ts';
import { ViewBoundary } from './ViewBoundary.tsx';

/** The view that the address names; its code loads now. */
export function CurrentView(): JSX.Element {
  const text = useText();
  const { search } = useLocation();
  const home = VIEWS[0].path;
  return (
    <div className="view">
      <Routes>
        <Route path="/" element={<Navigate to={home + search} replace />} />
        {[...VIEWS, ...PAGES].map(({ id, path, View }) => (
          <Route
            key={id}
            path={path}
            element={
              <ViewBoundary key={id}>
                <Suspense fallback={<Notice title={text('load.view')} />}>
                  <View />
                </Suspense>
              </ViewBoundary>
            }
          />
        ))}
        <Route
          path="*"
          element={
            <Notice title={text('load.no-such-view')}>
              <Link to={home}>{text('load.go-home')}</Link>
            </Notice>
          }
        />
      </Routes>
    </div>
  );
}
