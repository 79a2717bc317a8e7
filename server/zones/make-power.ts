import { FEED_W } from './make-data-centre.ts';

const HALLS_PER_GROUP = 4;
const PHASE_1_GROUPS = 4;
const GENERATORS_PER_TRANSFORMER = 4;

interface Hall {
  readonly hall: string;
  readonly status: string;
}

/**
 * Rows of the power chain and what depends on what. Side A hangs on mains u1, side B on u2: either carries everything.
 * A UPS string per side serves four halls; a distribution unit per hall and side feeds the busway there.
 */
export function makePower(halls: readonly Hall[]) {
  const sides = [
    { side: 'a', zh: 'A 路', en: 'side A', utility: 'u1', transformers: ['t1', 't2'] },
    { side: 'b', zh: 'B 路', en: 'side B', utility: 'u2', transformers: ['t3', 't4'] },
  ] as const;
  const utilityRows = sides.map(({ utility }, index) =>
    plantRow('utility', utility, 63e6, `${index + 1} 号市电进线`, `Mains supply ${index + 1}, 110 kV`),
  );
  const transformers = sides.flatMap(({ utility, transformers }) => transformers.map((id) => ({ id, utility })));
  const transformerRows = transformers.map(({ id }, index) =>
    plantRow('transformer', id, 31.5e6, `${index + 1} 号主变`, `Transformer ${index + 1}, 110/10 kV`),
  );
  const generators = transformers.flatMap(({ id }, index) =>
    Array.from({ length: GENERATORS_PER_TRANSFORMER }, (_, at) => ({
      number: index * GENERATORS_PER_TRANSFORMER + at + 1,
      transformer: id,
    })),
  );
  const generatorRows = generators.map(({ number }) =>
    plantRow('generator', `g${number}`, 2.4e6, `${number} 号柴油发电机`, `Diesel generator ${number}`),
  );
  const strings = sides.flatMap((side) =>
    Array.from({ length: Math.ceil(halls.length / HALLS_PER_GROUP) }, (_, group) => ({ ...side, group })),
  );
  const upsRows = strings.map(({ side, zh, en, group }) =>
    plantRow(
      'ups',
      upsId(side, group),
      6e6,
      `UPS ${zh} ${group + 1} 组`,
      `UPS string ${group + 1}, ${en}`,
      group < PHASE_1_GROUPS ? 'in_service' : 'building',
    ),
  );
  const pdus = halls.flatMap(({ hall, status }, index) =>
    sides.map(({ side }) => ({ hall, status, side, group: Math.floor(index / HALLS_PER_GROUP) })),
  );
  const pduRows = pdus.map(({ hall, status, side }) => ({
    pdu: `${hall}-${side}`,
    hall,
    rating_w: FEED_W,
    status,
    synthetic: 1,
  }));

  const links = [
    ...pdus.map(({ hall, side }) => [`power-feed/qingyun/${hall}/${side}`, `pdu/qingyun/${hall}-${side}`] as const),
    ...pdus.map(
      ({ hall, side, group }) => [`pdu/qingyun/${hall}-${side}`, `ups/qingyun/${upsId(side, group)}`] as const,
    ),
    ...strings.map(({ side, group, transformers }) => {
      return [`ups/qingyun/${upsId(side, group)}`, `transformer/qingyun/${transformers[group % 2]!}`] as const;
    }),
    ...transformers.map(({ id, utility }) => [`transformer/qingyun/${id}`, `utility/qingyun/${utility}`] as const),
    ...generators.map(({ number, transformer }) => {
      return [`transformer/qingyun/${transformer}`, `generator/qingyun/g${number}`] as const;
    }),
  ];
  const upsIds = strings.map(({ side, group }) => upsId(side, group));
  return { utilityRows, transformerRows, generatorRows, upsRows, upsIds, pduRows, links };
}

function upsId(side: string, group: number): string {
  return `${side}${group + 1}`;
}

/** A row of a table whose first column is named like the kind. */
function plantRow<const C extends string>(
  column: C,
  id: string,
  ratingW: number,
  zh: string,
  en: string,
  status = 'in_service',
) {
  return {
    [column]: id,
    datacentre: 'qingyun',
    name_zh: zh,
    name_en: en,
    rating_w: ratingW,
    status,
    synthetic: 1,
  };
}
