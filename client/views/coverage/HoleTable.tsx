import type { JSX } from 'react';
import { formatCount, formatDuration, NO_VALUE } from '../../../shared/text/format.ts';
import type { CoverageHole, CoverageHoles, PredictedHole } from '../../../shared/wire/planning.ts';
import { area, dueWords } from '../../ui/coverage-words.ts';
import { SimulatedMark } from '../../ui/SimulatedBadge.tsx';
import { StateShape } from '../../ui/StateShape.tsx';
import { useText } from '../../ui/text.ts';
import { useNow } from '../../ui/use-now.ts';
import { type About, nameOf, type Pointing } from './drawn.ts';

interface Props extends About, Pointing {
  holes: CoverageHoles;
}

const COUNTDOWN_MS = 1_000;

/** What is uncovered now and what will be, one row per cause; a row points at its polygon and opens its cause. */
export function HoleTable(props: Props): JSX.Element {
  const { holes, predicted } = props.holes;
  const text = useText();
  const now = useNow(COUNTDOWN_MS);
  if (holes.length + predicted.length === 0) {
    return (
      <p className="coverage-empty">
        <StateShape severity="normal" decorative /> {text(props.holes.ready ? 'coverage.no-holes' : 'coverage.wait')}
      </p>
    );
  }
  return (
    <div className="coverage-scroll">
      <table className="coverage-table">
        <thead>
          <tr>
            {(['cause', 'since', 'area', 'people', 'inside', 'takers'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                className={column === 'area' || column === 'people' || column === 'since' ? 'numeric' : ''}
              >
                {text(`coverage.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {holes.map((hole) => (
            <HoleRow key={hole.id} {...props} hole={hole} now={now} due={null} />
          ))}
          {predicted.map((hole) => (
            <HoleRow key={hole.id} {...props} hole={hole} now={now} due={hole} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends About, Pointing {
  hole: CoverageHole;
  due: PredictedHole | null;
  now: number;
}

function HoleRow({ hole, due, now, inventory, language, onSelect, pointed, onPoint }: RowProps) {
  const text = useText();
  return (
    <tr
      className={hole.id === pointed ? 'pointed' : ''}
      onPointerEnter={() => onPoint(hole.id)}
      onPointerLeave={() => onPoint(null)}
    >
      <th scope="row">
        <StateShape severity={due ? 'major' : 'critical'} decorative />{' '}
        <button
          type="button"
          className="plain link"
          onClick={() => onSelect(hole.resource)}
          onFocus={() => onPoint(hole.id)}
          onBlur={() => onPoint(null)}
        >
          {nameOf(inventory, hole.resource, language)}
        </button>{' '}
        <small>
          {due ? text(`coverage.countdown.${due.countdown}`) : text(`coverage.cause.${hole.cause}`)}
          {hole.cells.length > 1 && ` · ${text('coverage.cells-count', { count: hole.cells.length })}`}
        </small>
        {hole.simulated && <SimulatedMark />}
      </th>
      <td className="numeric">
        {due
          ? dueWords(due, now, text, language)
          : hole.since === null
            ? NO_VALUE
            : formatDuration(now - hole.since, language)}
      </td>
      <td className="numeric">
        {hole.polygons.length === 0 ? text('coverage.nothing-lost') : `${area(hole.areaKm2, language)} km²`}
      </td>
      <td className="numeric">{formatCount(Math.round(hole.people), language)}</td>
      <td>
        <Inside hole={hole} language={language} />
      </td>
      <td>
        <Takers hole={hole} inventory={inventory} language={language} />
      </td>
    </tr>
  );
}

const MOST_ROADS = 2;

function Inside({ hole, language }: { hole: CoverageHole; language: About['language'] }) {
  const text = useText();
  const { connectors, racks, roads } = hole.inside;
  const named = (roads ?? []).slice(0, MOST_ROADS).map(({ name, schematic }) => {
    const said = name[language === 'zh-CN' ? 'zh' : 'en'];
    return schematic ? text('coverage.road-schematic', { name: said }) : said;
  });
  const words = [
    ...(connectors > 0 ? [text('coverage.hole-chargers', { count: formatCount(connectors, language) })] : []),
    ...(racks > 0 ? [text('coverage.hole-racks', { count: formatCount(racks, language) })] : []),
    ...named,
  ];
  return <>{words.length === 0 ? NO_VALUE : words.join(' · ')}</>;
}

const MOST_TAKERS = 2;
const FULL_PERCENT = 100;

/** The neighbours that take the load, with the PRB that is expected of them. */
export function Takers({
  hole,
  inventory,
  language,
}: {
  hole: CoverageHole;
  inventory: About['inventory'];
  language: About['language'];
}): JSX.Element {
  const text = useText();
  if (hole.neighbours.length === 0) return <>{NO_VALUE}</>;
  return (
    <ul className="coverage-takers">
      {hole.neighbours.slice(0, MOST_TAKERS).map(({ cell, prbDl, expectedPrbDl }) => (
        <li key={cell}>
          {nameOf(inventory, cell, language)}{' '}
          <small className={expectedPrbDl !== null && expectedPrbDl > FULL_PERCENT ? 'too-much' : ''}>
            {prbDl === null
              ? text('coverage.prb-unknown')
              : text(expectedPrbDl === null ? 'coverage.prb-before-unknown' : 'coverage.prb', {
                  now: formatCount(prbDl, language),
                  after: formatCount(expectedPrbDl, language),
                })}
          </small>
        </li>
      ))}
    </ul>
  );
}
