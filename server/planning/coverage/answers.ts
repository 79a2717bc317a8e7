import { sectorTables } from '../../../shared/radio/sector-tables.ts';
import { VALIDITY_FLAGS, validityBit } from '../../../shared/radio/validity.ts';
import type { CoverageQuery, CoverageSummary } from '../../../shared/wire/planning.ts';
import { answerMeasured } from '../measured/answer-measured.ts';
import { samplePoints } from '../measured/sample-points.ts';
import { compareNetworks } from './compare.ts';
import { figuresOf } from './figures.ts';
import { createGround, type Ground } from './ground.ts';
import { createGrowth, type Grown } from './growth.ts';
import { layerOf, type Pictured } from './layer.ts';
import {
  createNetwork,
  downFlags,
  type Network,
  placesOf,
  servedWithout,
  sharesOf,
  type View,
  viewOf,
} from './network.ts';
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
import { overlapsOf } from './overlaps.ts';
import type { CoverageAnswers, CoverageQuestion, CoverageQuestions } from './protocol.ts';
import { type RasterForm, rasterBytes } from './raster-file.ts';
import { type CoverageSetup, ON_AIR, type Variant } from './setup.ts';
import { siteLosses } from './site-losses.ts';

const WARM_UP_SITES = 4;
/** Networks beside that on air that are kept: each is tens of bytes a pixel. */
const KEPT_NETWORKS = 4;
const FEW_PIXELS = 1_000_000;

/**
 * Answers questions about the coverage of one setup, and keeps what the next one needs: the ground, the run of what is on
 * air with its state now, and the last other networks that were asked for. Throws RasterRefused and RadioCellRefused from
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
  const others = new Map<string, Network>();
  const kept = (key: string, make: () => Network): Network => {
    const known = others.get(key);
    others.delete(key);
    const most = ground().raster.mask.length <= FEW_PIXELS ? KEPT_NETWORKS : 1;
    while (others.size >= most) others.delete(others.keys().next().value!);
    const network = known ?? make();
    others.set(key, network);
    return network;
  };
  const networkOf = (cells: readonly number[]): Network =>
    kept(cells.join(), () => createNetwork(ground(), setup, cells));
  const variantOf = ({ key, ...variant }: Variant): Network =>
    key === ON_AIR
      ? onAir()
      : kept(key, () => createNetwork(ground(), { ...setup, ...variant }, [...variant.cells.keys()]));

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
    prospects: (question) => answerProspects(onAir(), question, now()),
    whatIf: ({ cells }) => {
      const { off, isDown, ...standing } = now();
      const places = placesOf(onAir(), cells);
      const down = [...off, ...places.filter((place) => isDown[place] === 0)];
      const served = servedWithout(onAir(), down);
      return {
        hole: predictedHole(onAir(), now(), places),
        before: figuresOf(onAir(), standing.now(), standing.shares(), isDown),
        after: figuresOf(onAir(), viewOf(onAir(), served), sharesOf(onAir(), served), downFlags(onAir(), down)),
      };
    },
    loss: ({ cells }) => lossAlone(onAir(), now(), cells),
    layer: ({ query, cells, loads, form }) => {
      const network = cells === null ? onAir() : networkOf(cells);
      const { isDown, ...pictured } = cells === null && query.state === 'now' ? now() : nothingOut(network);
      return drawn(network, { view: pictured.now, shares: pictured.shares, isDown, loads }, query, form);
    },
    compare: ({ before, after }) => compareNetworks(variantOf(before), variantOf(after)),
    planLayer: ({ query, network: variant, form }) => {
      const network = variantOf(variant);
      const { isDown, now: view, shares } = nothingOut(network);
      return drawn(network, { view, shares, isDown, loads: null }, query, form);
    },
    figures: ({ cells }) => {
      const network = networkOf(cells);
      return figuresOf(network, network.run, network.shares, downFlags(network, []));
    },
    measured: (question) => answerMeasured(onAir(), question, variantOf),
    samplePoints: () => samplePoints(onAir()),
    overlaps: ({ cells }) => overlapsOf(cells === null ? onAir() : networkOf(cells)),
    siteLosses: ({ limit }) => siteLosses(onAir(), limit),
    growth: ({ steps }) => grow(ground(), setup, steps),
  };
  return (question) =>
    (answers[question.type] as (question: CoverageQuestion) => CoverageAnswers[keyof CoverageAnswers])(question);
}

/** A state of a network; what takes a pass over it is worked out when it is read. */
interface Drawable extends Pick<Pictured, 'isDown' | 'loads'> {
  view(): View;
  shares(): Float32Array;
}

function drawn(
  network: Network,
  { view, shares, ...state }: Drawable,
  query: CoverageQuery,
  form: RasterForm,
): Uint8Array {
  // Of the layers, one needs the probabilities.
  const drawnShares = query.layer === 'probability' ? shares() : network.shares;
  const picture = layerOf(network, { ...state, view: view(), shares: drawnShares }, query);
  return rasterBytes(picture, form, network.setup.settings.profile);
}

/** Outages that nobody had, so that the first true one finds compiled code. */
function warmUp(network: Network): void {
  const sites = [...new Set(network.siteOf)].slice(0, WARM_UP_SITES);
  let standing = nothingOut(network);
  for (const site of sites) {
    const places = [...network.siteOf.keys()].filter((place) => network.siteOf[place] === site);
    const question = { offDuty: [], causes: [places.map((place) => network.cells[place]!)] };
    standing = answerOutages(network, question, standing).standing;
    answerStanding(network, standing);
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
