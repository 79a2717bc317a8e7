const UNITS_PER_SIDE = 4;
/** Seven of eight carry a hall that draws 1.6 MW. */
const COOLING_W = 250_000;
/** Fans and pump of one unit at full speed. */
const RATING_W = 15_000;

interface Hall {
  readonly hall: string;
  readonly status: string;
}

/** Rows of cooling.csv: eight units along the left and right wall of each hall that is in service. */
export function makeCooling(halls: readonly Hall[]) {
  return halls
    .filter(({ status }) => status === 'in_service')
    .flatMap(({ hall, status }) =>
      Array.from({ length: 2 * UNITS_PER_SIDE }, (_, index) => ({
        unit: `crah-${index + 1}`,
        hall,
        floor_side: index < UNITS_PER_SIDE ? 'left' : 'right',
        floor_position: ((index % UNITS_PER_SIDE) + 0.5) / UNITS_PER_SIDE,
        cooling_w: COOLING_W,
        rating_w: RATING_W,
        status,
        synthetic: 1,
      })),
    );
}
