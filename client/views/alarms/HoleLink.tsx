import type { JSX } from 'react';
import { Link } from 'react-router';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { useHoles } from '../../api/coverage-queries.ts';
import { useCursor } from '../../state/cursor.ts';
import { withParam } from '../../state/query.ts';
import { useText } from '../../ui/text.ts';
import { holeOf } from './hole-of.ts';

interface Props {
  alarm: AlarmView;
  /** Alarms directly under it: a cut link's hole is that of the sites behind it. */
  folded: readonly AlarmView[];
}

/** The way from an alarm to its hole on the map, where it has one. Holes are of the present. */
export function HoleLink({ alarm, folded }: Props): JSX.Element | null {
  const text = useText();
  const past = useCursor(({ at }) => at !== null);
  const wanted = !past && alarm.clearance === null;
  const { data } = useHoles(wanted);
  const found =
    wanted && data
      ? holeOf(
          [alarm, ...folded].map(({ resource }) => resource),
          data,
        )
      : null;
  if (found === null) return null;
  return (
    <Link className="button" to={`/operations${withParam('', 'hole', found.hole.id)}`}>
      {text(found.predicted ? 'coverage.show-predicted' : 'coverage.show-hole')}
    </Link>
  );
}
