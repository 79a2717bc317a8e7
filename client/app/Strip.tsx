import type { JSX } from 'react';
import { formatCount } from '../../shared/text/format.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { usePreferences } from '../state/preferences.ts';
import { useText } from '../ui/text.ts';
import { ScenarioButton } from './scenario/ScenarioButton.tsx';
import { TimeBar } from './time-bar/TimeBar.tsx';
import { useAlarmMarks } from './use-alarm-marks.ts';

interface Props {
  timeZone: string;
  simulated: boolean;
  attention: Attention | null;
}

/** The strip at the foot: the time bar, and who speaks for the numbers. */
export function Strip({ timeZone, simulated, attention }: Props): JSX.Element {
  return (
    <TimeBar timeZone={timeZone} marks={useAlarmMarks()}>
      {simulated && <ScenarioButton />}
      {attention && <Sources attention={attention} />}
    </TimeBar>
  );
}

function Sources({ attention }: { attention: Attention }) {
  const text = useText();
  const { language } = usePreferences();
  const rows = [
    { label: text('frame.from-real'), count: attention.real },
    { label: text('frame.from-simulator'), count: attention.simulated },
    { label: text('frame.silent-resources'), count: attention.stale },
  ];
  return (
    <dl className="sources">
      {rows.map(({ label, count }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(count, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
