import './resource.css';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useParams } from 'react-router';
import { useResource } from '../../api/resource.ts';
import { fetchZone } from '../../api/zone.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { useFrames } from '../../live/use-frames.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { ChildTables } from './ChildTables.tsx';
import { FactTable } from './FactTable.tsx';
import { LinkLists } from './LinkLists.tsx';
import { linksOf } from './links.ts';
import { liveValues, stateOf } from './live-values.ts';
import { PageHead } from './PageHead.tsx';
import { ReportedProblems } from './ReportedProblems.tsx';
import { ResourceAvailability } from './ResourceAvailability.tsx';
import { ResourceCharts } from './ResourceCharts.tsx';
import { SourceTable } from './SourceTable.tsx';
import { sourceRows } from './sources.ts';
import { ValueTable } from './ValueTable.tsx';

/** Values follow the stream at most this often; ages count on by the second. */
const REDRAW_MS = 250;
const AGES_MS = 1_000;

/** Everything known about one resource, whichever kind it is of. */
export function ResourcePage(): JSX.Element {
  const { id = '' } = useParams();
  const text = useText();
  const index = useInventory();
  if (index.ordinal(id) === undefined) {
    return (
      <Notice title={text('resource.not-found', { id })} urgent>
        <p>{text('resource.not-found-why')}</p>
      </Notice>
    );
  }
  // Another resource is another page: what was opened or zoomed belongs to the one before.
  return <Page key={id} id={id} />;
}

function Page({ id }: { id: string }): JSX.Element {
  const text = useText();
  const headingId = useId();
  const { language } = usePreferences();
  const index = useInventory();
  const live = useLiveStore();
  const detail = useResource(id);
  const zone = useQuery({
    queryKey: ['zone'],
    queryFn: ({ signal }) => fetchZone(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const topics = [`resource/${id}`];
  useWatch(topics);
  useFrames([...topics, 'zone'], REDRAW_MS);
  useNow(AGES_MS);

  const place = index.ordinal(id)!;
  const nowMs = Date.now() + live.link().offsetMs;
  const inPast = live.link().state === 'past';
  const values = liveValues(index, live, place, nowMs);
  const inService = index.lifecycle(place.kind, place.ordinal) === 'in-service';
  // Who sends what is known of the present only.
  const sources = new Map(inPast ? [] : detail.data?.values.map(({ metric, source }) => [metric, source]));
  const name = index.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0];
  return (
    <article className="resource" aria-labelledby={headingId}>
      <PageHead
        id={id}
        place={place}
        headingId={headingId}
        state={stateOf(values)}
        values={values}
        language={language}
      />
      {detail.error && (
        <p className="resource-notice" role="alert">
          {text('resource.failed', { what: detail.error.message })}
        </p>
      )}
      {!inService && <p className="resource-notice">{text('resource.not-in-service')}</p>}
      <div className="resource-columns">
        <div className="resource-first">
          {inService && <ValueTable values={values} sources={sources} inPast={inPast} language={language} />}
          {inService && (
            <ResourceCharts id={id} kind={place.kind} name={name} timeZone={zone.data?.timeZone ?? 'UTC'} />
          )}
          {inService && !inPast && <ResourceAvailability id={id} to={nowMs} language={language} />}
        </div>
        <div className="resource-second">
          <ChildTables place={place} nowMs={nowMs} language={language} />
          <ReportedProblems id={id} timeZone={zone.data?.timeZone ?? 'UTC'} />
          <LinkLists links={linksOf(index, id, detail.data)} language={language} />
          {inService && (
            <SourceTable
              rows={detail.data && !inPast ? sourceRows(detail.data.values, nowMs) : null}
              inPast={inPast}
              language={language}
            />
          )}
          <FactTable id={id} detail={detail.data} language={language} />
        </div>
      </div>
    </article>
  );
}
