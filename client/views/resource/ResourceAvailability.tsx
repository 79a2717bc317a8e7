import type { JSX } from 'react';
import type { Language } from '../../../shared/text/format.ts';
import { useAvailability } from '../../api/availability.ts';
import { AvailabilityTables } from '../../ui/AvailabilityTables.tsx';
import { useText } from '../../ui/text.ts';

/** How long the resource, and what is below it, was in service in the 30 days up to `to` (UTC ms). */
export function ResourceAvailability({
  id,
  to,
  language,
}: {
  id: string;
  to: number;
  language: Language;
}): JSX.Element | null {
  const text = useText();
  const { data } = useAvailability({ resource: id, kind: null, period: 'month', to });
  if (data === undefined || data.kinds.length === 0) return null;
  const title = `${text('availability.title')} · ${text('availability.period.month')}`;
  return (
    <section className="resource-part" aria-label={title}>
      <h3>{title}</h3>
      <AvailabilityTables
        availability={data}
        language={language}
        nameOf={({ name }) => (language === 'en' ? name.en : name.zh)}
      />
    </section>
  );
}
