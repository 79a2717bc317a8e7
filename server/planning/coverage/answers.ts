import { gzipSync } from 'node:zlib';
import { sectorTables } from '../../../shared/radio/sector-tables.ts';
import { VALIDITY_FLAGS, validityBit } from '../../../shared/radio/validity.ts';
import type { CoverageSummary } from '../../../shared/wire/planning.ts';
import { encodeCoverageRaster } from '../../../shared/wire/planning.ts';
import { figuresOf } from './figures.ts';
import { createGround, type Ground } from './ground.ts';
import { createGrowth, type Grown } from './growth.ts';
import { layerOf } from './layer.ts';
import { createNetwork, downFlags, type Network, placesOf, servedWithout, sharesOf, viewOf } from './network.ts';
import { once } from './once.ts';
import {
  answerOutages,
  answerProspects,
  answerStanding,
  lossAlone,
  nothingOut,
  predictedHole,
  type Standing,
} from './outages.ts';
import type { CoverageAnswers, CoverageQuestion, CoverageQuestions } from './protocol.ts';
import type { CoverageSetup } from './setup.ts';
import { siteLosses } from './site-losses.ts';

/** Fast and good enough: a raster is mostly runs of like numbers. */
const GZIP_LEVEL = 4;
const WARM_UP_SITES = 4;

/**
 * Answers questions about the coverage of one setup, and keeps what the next one needs: the ground, the run of what is on
 * air with its state now, and the last other network that was asked for. Throws RasterRefused and RadioCellRefused from
 * the first question on. `progress` hears how far the run of what is on air is.
 */
export function createAnswers(
  setup: CoverageSetup,
  progress: (share: number) => void = () => undefined,
): (question: CoverageQuestion) => CoverageAnswers[keyof CoverageAnswers] {
  const ground = once(() => createGround(setup.ground, setup.settings.pixelM));
  const onAir = once(() => createNetwork(ground(), setup, setup.onAir, progress));
  const onAirFigures = once(() => figuresOf(onAir(), onAir().run, onAir().shares, downFlags(onAir(), [])));
  let standing: Standing | null = null;
  const now = (): Standing => {
    standing ??= nothingOut(onAir());
    return standing;
  };
  let other: { key: string; network: Network } | null = null;
  const networkOf = (cells: readonly number[]): Network => {
    const key = cells.join();
    if (other?.key !== key) other = { key, network: createNetwork(ground(), setup, cells) };
    return other.network;
  };

  const answers: { [T in keyof CoverageQuestions]: (question: CoverageQuestions[T]) => CoverageAnswers[T] } = {
    begin: () => {
      warmUp(onAir());
      return { figures: onAirFigures(), ground: groundFacts(ground()), validity: validityOf(onAir()) };
    },
    outages: (question) => {
      const { standing: next, answer } = answerOutages(onAir(), question, now());
      standing = next;
      return answer;
    },
    standing: () => answerStanding(onAir(), now()),
    prospects: (question) => answerProspects(onAir(), question),
    whatIf: ({ cells }) => {
      const { off, isDown, ...standing } = now();
      const places = placesOf(onAir(), cells);
      const down = [...off, ...places.filter((place) => isDown[place] === 0)];
      const served = servedWithout(onAir(), down);
      return {
        hole: predictedHole(onAir(), now(), places),
        before: figuresOf(onAir(), standing.now(), sharesOf(onAir(), standing.served()), isDown),
        after: figuresOf(onAir(), viewOf(onAir(), served), sharesOf(onAir(), served), downFlags(onAir(), down)),
      };
    },
    loss: ({ cells }) => lossAlone(onAir(), now(), cells),
    layer: ({ query, cells, loads }) => {
      const network = cells === null ? onAir() : networkOf(cells);
      const { isDown, ...pictured } = query.state === 'now' ? now() : nothingOut(network);
      // Of the layers, one needs the probabilities.
      const shares = query.layer === 'probability' ? sharesOf(network, pictured.served()) : network.shares;
      return gzipSync(encodeCoverageRaster(layerOf(network, { view: pictured.now(), shares, isDown, loads }, query)), {
        level: GZIP_LEVEL,
      });
    },
    figures: ({ cells }) => {
      const network = networkOf(cells);
      return figuresOf(network, network.run, network.shares, downFlags(network, []));
    },
    siteLosses: ({ limit }) => siteLosses(onAir(), limit),
    growth: ({ steps }) => grow(ground(), setup, steps),
  };
  return (question) =>
    (answers[question.type] as (question: CoverageQuestion) => CoverageAnswers[keyof CoverageAnswers])(question);
}

/** Outages that nobody had, so that the first true one finds compiled code. */
function warmUp(network: Network): void {
  const sites = [...new Set(network.siteOf)].slice(0, WARM_UP_SITES);
  for (const site of sites) {
    const places = [...network.siteOf.keys()].filter((place) => network.siteOf[place] === site);
    const question = { offDuty: [], causes: [places.map((place) => network.cells[place]!)] };
    answerStanding(network, answerOutages(network, question, nothingOut(network)).standing);
  }
}

function groundFacts({ totalKm2, totalPeople, peopleElsewhere }: Ground) {
  return { areaKm2: totalKm2, people: totalPeople, peopleElsewhere };
}

/** Shares of the served pixels whose value carries a flag; flags that none carries are left out. */
function validityOf({ run }: Network): CoverageSummary['validity'] {
  const counts = new Float64Array(VALIDITY_FLAGS.length);
  let served = 0;
  for (let pixel = 0; pixel < run.bestServer.length; pixel++) {
    if (run.bestServer[pixel]! < 0) continue;
    served += 1;
    const bits = run.outOfValidity[pixel]!;
    if (bits === 0) continue;
    for (let flag = 0; flag < counts.length; flag++) if ((bits & (1 << flag)) !== 0) counts[flag]! += 1;
  }
  return VALIDITY_FLAGS.map((flag) => ({ flag, share: counts[Math.log2(validityBit(flag))]! / served })).filter(
    ({ share }) => share > 0,
  );
}

function grow(ground: Ground, setup: CoverageSetup, steps: readonly (readonly number[])[]): Grown[] {
  const { environment, rangeM, profile } = setup.settings;
  const cells = steps.flat();
  const placeOf = new Map(cells.map((cell, place) => [cell, place]));
  const some = cells.map((cell) => setup.cells[cell]!);
  const growth = createGrowth(ground, sectorTables(some, environment, ground.raster, { maxRangeM: rangeM }), profile);
  return steps.map((step) => {
    for (const site of bySite(setup, step)) growth.add(site.map((cell) => placeOf.get(cell)!));
    return growth.measure();
  });
}

function bySite({ siteOf }: CoverageSetup, cells: readonly number[]): readonly number[][] {
  const sites = new Map<number, number[]>();
  for (const cell of cells) {
    const site = sites.get(siteOf[cell]!);
    if (site) site.push(cell);
    else sites.set(siteOf[cell]!, [cell]);
  }
  return [...sites.values()];
}
