import type { JSX } from 'react';
import { formatCount, formatWithUnit } from '../../shared/text/format.ts';
import type { ZoneView } from '../../shared/wire/http.ts';
import { useInventory } from '../live/react.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { useNumber } from './use-number.ts';

/** The zone in one line, for the handle of a phone's closed sheet. */
export function NowSummary({ zone }: { zone: ZoneView }): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const id = useInventory().id('zone', 0);
  const sites = formatCount(useNumber(id, 'zone.sites-on-air'), language);
  const parts = {
    sites: `${text('dock.sites')} ${sites} / ${formatCount(zone.counts.site?.['in-service'] ?? 0, language)}`,
    power: formatWithUnit(useNumber(id, 'zone.it-power'), 'W', language),
    egress: formatWithUnit(useNumber(id, 'zone.egress-out'), 'bit/s', language),
  };
  return (
    <span className="summary">
      {Object.entries(parts).map(([name, part]) => (
        <span key={name}>{part}</span>
      ))}
    </span>
  );
}
