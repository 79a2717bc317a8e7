import type { JSX } from 'react';
import { formatNumber } from '../../shared/text/format.ts';
import type { CoverageSummary } from '../../shared/wire/planning.ts';
import { useCursor } from '../state/cursor.ts';
import { usePreferences } from '../state/preferences.ts';
import { percent } from '../ui/coverage-words.ts';
import { Figure } from '../ui/Figure.tsx';
import { useText } from '../ui/text.ts';
import { Tile } from './Tile.tsx';

/** How much of the zone is covered now, and what outages cost of it. Of the past nobody knows: coverage is of now. */
export function CoverageTile({ summary }: { summary: CoverageSummary | undefined }): JSX.Element {
  const text = useText();
  const { language } = usePreferences();
  const past = useCursor(({ at }) => at !== null);
  const now = past ? null : (summary?.now ?? null);
  const share = now?.areaShare ?? null;
  const target = summary?.profile.targetShare;
  const lost = 100 * (summary?.lost?.areaShare ?? 0);
  return (
    <Tile
      label={text('coverage.tile')}
      figure={<Figure value={share === null ? null : 100 * share} unit="%" language={language} />}
      {...(target === undefined ? {} : { beside: text('dock.target', { target: percent(target, language, 0) }) })}
      note={
        past
          ? text('operations.cover-past')
          : now === null
            ? text('coverage.wait')
            : lost >= LEAST_POINTS
              ? text('coverage.tile-lost', { points: formatNumber(lost, 1, language) })
              : text('coverage.tile-whole')
      }
      meter={{ share, ...(target === undefined ? {} : { ticks: [target] }) }}
    />
  );
}

/** A smaller loss, percentage points, would read as none. */
const LEAST_POINTS = 0.05;
