import type { JSX } from 'react';
import { formatDate, formatTime } from '../../../shared/text/format.ts';
import { useProblemReports } from '../../api/problem-reports.ts';
import { useText } from '../../ui/text.ts';

/** What people who stood before it have reported, by the page behind its label; nothing where nobody has. */
export function ReportedProblems({ id, timeZone }: { id: string; timeZone: string }): JSX.Element | null {
  const text = useText();
  const { data } = useProblemReports(id);
  if (data === undefined || data.total === 0) return null;
  return (
    <section className="resource-part" aria-label={text('resource.reports')}>
      <h3>
        {text('resource.reports')} ({data.total})
      </h3>
      <ul>
        {data.reports.map((report) => (
          <li key={report.id}>
            <small>
              {formatDate(report.at, timeZone)} {formatTime(report.at, timeZone)} · {report.name}
            </small>
            <br />
            {report.text}
          </li>
        ))}
      </ul>
    </section>
  );
}
