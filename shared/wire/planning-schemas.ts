import { z } from 'zod';
import { LIFECYCLES } from '../model/resource.ts';
import { VALIDITY_FLAGS } from '../radio/validity.ts';

/**
 * Coverage and roll-out: what may be asked and what is answered. Shares are 0…1, areas km² of land inside the outline,
 * people those of the demand layer, times UTC ms, levels dBm per resource element, ratios dB.
 */

export const COVERAGE_STATES = ['now', 'on-air', 'planned', 'plan'] as const;
export const COVERAGE_LAYERS = [
  'rsrp',
  'sinr',
  'pdsch-sinr',
  'uplink',
  'probability',
  'best-server',
  'single-server',
  'overlap',
  'covered',
  'validity',
] as const;
export const HOLE_CAUSES = ['cell', 'site', 'power', 'backhaul', 'what-if'] as const;
export const COUNTDOWNS = ['battery', 'hold-over'] as const;
export const STEP_STATES = ['done', 'assumed', 'due', 'overdue', 'ahead'] as const;
export const CANDIDATE_KINDS = ['table', 'hex'] as const;
export const RANKING_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const RANKING_STEPS = ['candidates', 'ranking', 'interference', 'bound'] as const;

/** Candidates, and sites to choose, in one ranking. */
export const MAX_CANDIDATES = 2_000;
export const MAX_RANKED = 500;
export const MAX_COSTS = 1_000;
export const MAX_WHAT_IF = 2_000;

// ── requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const coverageQuerySchema = z
  .object({
    state: z
      .enum(COVERAGE_STATES)
      .default('now')
      .describe(
        '`now`: without what is out, locked or asleep; `on-air`: all cells in service; `planned`: all that are not ' +
          'retired; `plan`: the first `sites` of the plan',
      ),
    sites: z.coerce
      .number()
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe('With `plan`: how many sites stand, those on air first, then in the order of the plan'),
    plan: z.string().min(1).max(40).optional().describe('Id of a named plan: that network, whatever `state` says'),
    milestone: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('A phase of the roll-out: what stands when it is due, whatever `state` says'),
    at: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('UTC ms, with `now` alone: as it was then by the history, over the table of today'),
    fit: z
      .enum(['true', 'false'])
      .optional()
      .describe(
        '`true`: levels moved by the offsets that measurements give (`/coverage/residuals`); not of named plans; `pdsch-sinr` at the nominal load',
      ),
    layer: z
      .enum(COVERAGE_LAYERS)
      .default('rsrp')
      .describe(
        '`sinr` is SS-SINR, whatever the traffic; `pdsch-sinr` counts the other cells by their PRB load, the nominal one ' +
          'where none is heard; `uplink` is the PUSCH SINR of a terminal at full power',
      ),
  })
  .strict();

export const coverageFileQuerySchema = coverageQuerySchema.extend({
  format: z
    .enum(['png', 'tiff', 'bin', 'geojson', 'kml'])
    .default('bin')
    .describe('`geojson` and `kml`: a multipolygon for each class of the legend'),
});

const resourceId = z.string().min(1).max(200);

export const whatIfSchema = z
  .object({
    cells: z.array(resourceId).max(MAX_WHAT_IF).optional().describe('Ids of cells that would be out'),
    sites: z.array(resourceId).max(MAX_WHAT_IF).optional().describe('Ids of sites all of whose cells would be out'),
  })
  .strict();

export const n1QuerySchema = z
  .object({ limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('At most so many sites') })
  .strict();

export const planQuerySchema = z
  .object({
    late: z
      .union([z.string().max(230), z.array(z.string().max(230)).max(100)])
      .optional()
      .describe('`site/qd-ht-040:14`: a site that goes on air so many days later than planned; may be repeated'),
  })
  .strict();

export const rankingRequestSchema = z
  .object({
    candidates: z
      .enum(CANDIDATE_KINDS)
      .default('table')
      .describe('Planned and building sites of the table, or a hexagonal grid on the zone’s land'),
    count: z.int().min(1).max(MAX_RANKED).default(10).describe('How many sites to choose'),
    spacingM: z.number().min(0).max(50_000).default(0).describe('No two sites nearer than this; 0 asks nothing'),
    gridM: z.number().min(50).max(50_000).default(500).describe('Spacing of the hexagonal grid'),
    phases: z
      .array(z.int().min(1).max(MAX_RANKED))
      .max(20)
      .default([])
      .describe('Sites at the end of each phase, ascending: each phase keeps those before it'),
    weight: z.enum(['area', 'people']).default('area').describe('What a pixel counts'),
    costs: z
      .array(z.object({ site: z.string().min(1).max(200), cost: z.number().gt(0).max(1e12) }).strict())
      .max(MAX_COSTS)
      .default([])
      .describe('Of sites of the table, in any unit; all others cost 1. With costs, gain per cost decides'),
    budget: z.number().gt(0).max(1e15).nullable().default(null).describe('Costs together are not above it'),
    readyBy: z
      .int()
      .min(0)
      .nullable()
      .default(null)
      .describe('UTC ms: only sites of the table that the roll-out expects on air by then'),
  })
  .strict();

export const rankingPathSchema = z.object({ id: z.string().describe('Id of a ranking') });

// ── replies ────────────────────────────────────────────────────────────────────────────────────────────────────────

const share = z.number().min(0).max(1);
const km2 = z.number().min(0);
const people = z.number().min(0);
const time = z.int();
const count = z.int().min(0);
const labelSchema = z.object({ zh: z.string(), en: z.string() });
const positionSchema = z.object({ lat: z.number(), lon: z.number() });
const lifecycleSchema = z.enum(LIFECYCLES);

export const coverageFiguresSchema = z
  .object({
    sites: count,
    cells: count,
    areaKm2: km2.describe('Covered by the profile'),
    people: people.describe('In it'),
    areaShare: share,
    peopleShare: share.nullable().describe('Null without a demand layer'),
    rsrpAreaShare: share.describe('Where SS-RSRP alone keeps its threshold'),
    sinrAreaShare: share.describe('Where SS-SINR alone does'),
    uplinkAreaShare: share.describe('Where the uplink of the best server reaches its edge rate'),
    probability: share.nullable().describe('Mean probability of SS-RSRP, with shadowing; null where not worked out'),
    singleSiteAreaKm2: km2.describe('Covered by one site only, by SS-RSRP of the kept servers'),
    overlapShare: share.describe('Of the covered area: two or more servers within 6 dB of the best'),
    pollutionShare: share.describe('Of the covered area: four or more of them'),
    meetsTarget: z.boolean(),
  })
  .meta({ id: 'CoverageFigures' });

const lossSchema = z
  .object({ areaKm2: km2, people, areaShare: share, peopleShare: share.nullable() })
  .meta({ id: 'CoverageLoss' });

const profileSchema = z
  .object({
    rsrpDbm: z.number(),
    sinrDb: z.number(),
    targetShare: share.describe('Of the area'),
    source: labelSchema.describe('Where the three numbers come from'),
  })
  .meta({ id: 'CoverageProfile' });

const modelSchema = z
  .object({
    scenario: z.string().describe('TR 38.901'),
    sight: z.string(),
    place: z.string(),
    terminalHeightM: z.number(),
    indoorDepthM: z.number(),
    marginDb: z.number(),
    noiseFigureDb: z.number(),
    pixelM: z.number(),
    rangeM: z.number(),
    serversKept: count,
    nominalLoad: share.describe('PRB load of cells that report none, for PDSCH SINR'),
    uplink: z
      .object({
        terminalPowerDbm: z.number(),
        resourceBlocks: count,
        noiseFigureDb: z.number().describe('Of the base station'),
        interferenceMarginDb: z.number(),
        requiredSinrDb: z.number().describe('Where the edge rate is decoded'),
      })
      .describe('What the uplink’s edge is worked out with'),
    gainDbi: z
      .object({ least: z.number(), greatest: z.number() })
      .nullable()
      .describe('Of the antennas on air: this decides most'),
  })
  .meta({ id: 'CoverageModel', description: 'What the numbers were worked out with.' });

export const coverageSummarySchema = z
  .object({
    ready: z.boolean().describe('False until the first run is done; figures are null then'),
    progress: share.nullable().describe('Of the first run; null before it begins. A region’s takes seconds'),
    unavailable: z
      .enum(['no-outline', 'no-cells', 'too-large', 'failed'])
      .nullable()
      .describe('Why there is no coverage, null where there is or will be'),
    asOf: time.describe('Of the states that `now` is worked out from'),
    version: z.string().describe('Changes with every number here'),
    synthetic: z.boolean().describe('Positions of sites or demand are invented'),
    simulated: z.boolean().describe('States of cells that are out are simulated'),
    profile: profileSchema,
    model: modelSchema,
    ground: z.object({
      areaKm2: km2.describe('Land inside the outline'),
      people: people.describe('On it, by the demand layer'),
      peopleElsewhere: people.describe('Of the demand layer, on none of its pixels'),
      demandSynthetic: z.boolean(),
    }),
    now: coverageFiguresSchema.nullable(),
    onAir: coverageFiguresSchema.nullable(),
    planned: coverageFiguresSchema.nullable(),
    lost: lossSchema.nullable().describe('To outages'),
    offDuty: lossSchema.nullable().describe('To cells that are locked or save energy: no outage'),
    cells: z.object({ onAir: count, out: count, offDuty: count, unknown: count, refused: count }),
    sites: z.object({ onAir: count, building: count, planned: count, retired: count, target: count }),
    validity: z
      .array(z.object({ flag: z.enum(VALIDITY_FLAGS), share }))
      .describe('Shares of the served area of `onAir` whose value lies outside what the model was made for'),
    workedOutMs: z.number().min(0).describe('How long the last answer to an outage took in the worker'),
  })
  .meta({ id: 'CoverageSummary' });

const ringsSchema = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))));

const insideSchema = z
  .object({
    stations: z.array(z.string()).describe('Charging stations, at most 100'),
    connectors: count,
    dataCentres: z.array(z.string()),
    racks: count,
    roads: z
      .array(z.object({ name: labelSchema, class: z.string(), km: z.number().min(0), schematic: z.boolean() }))
      .nullable()
      .describe('Null where the base map has none'),
  })
  .meta({ id: 'InsideHole' });

const neighbourSchema = z
  .object({
    cell: z.string(),
    share: share.describe('Of the lost cells’ demand that this one takes'),
    prbDl: z.number().nullable().describe('% now; null where nothing is heard'),
    expectedPrbDl: z
      .number()
      .nullable()
      .describe('% with what it takes over, at equal efficiency; above 100 it cannot carry it all'),
  })
  .meta({ id: 'LoadTaker' });

const holeShape = {
  id: z.string().describe('Stable while the cause lasts'),
  cause: z.enum(HOLE_CAUSES),
  resource: z.string().describe('The cell, site or backhaul node that is the cause'),
  cells: z.array(z.string()).describe('Cells that are out of it'),
  sites: z.array(z.string()),
  since: time.nullable(),
  simulated: z.boolean(),
  areaKm2: km2,
  people,
  polygons: ringsSchema.describe('GeoJSON MultiPolygon coordinates, [lon, lat], WGS84; empty for no hole'),
  inside: insideSchema,
  neighbours: z.array(neighbourSchema).describe('Most first, at most 20'),
};
export const holeSchema = z.object(holeShape).meta({ id: 'CoverageHole' });

export const predictedHoleSchema = z
  .object({
    ...holeShape,
    countdown: z.enum(COUNTDOWNS),
    dueAt: time.nullable().describe('When the site would go out; null where nobody knows'),
  })
  .meta({ id: 'PredictedHole' });

const restorationSchema = z
  .object({
    resource: z.string(),
    cause: z.enum(HOLE_CAUSES),
    gainAreaKm2: km2.describe('What comes back after those before it'),
    gainPeople: people,
  })
  .meta({ id: 'RestorationStep' });

export const holesSchema = z
  .object({
    ready: z.boolean(),
    asOf: time,
    version: z.string(),
    synthetic: z.boolean(),
    lost: lossSchema.nullable().describe('All holes together'),
    holes: z.array(holeSchema).describe('One per cause, those that uncover most first; none overlaps another'),
    predicted: z
      .array(predictedHoleSchema)
      .describe('Soonest first; beside the holes that are there. A moment behind them'),
    restoration: z
      .array(restorationSchema)
      .describe('In which order to restore, most people first; of more than 12 causes the largest'),
  })
  .meta({ id: 'CoverageHoles' });

export const whatIfReplySchema = z
  .object({
    hole: holeSchema,
    before: coverageFiguresSchema,
    after: coverageFiguresSchema,
    synthetic: z.boolean(),
  })
  .meta({ id: 'WhatIf' });

export const n1Schema = z
  .object({
    version: z.string(),
    synthetic: z.boolean(),
    singleSiteAreaKm2: km2,
    singleSitePeople: people,
    total: count.describe('Sites on air'),
    exact: count.describe('The first so many are worked out with interference, the others by SS-RSRP alone'),
    sites: z
      .array(
        z
          .object({
            site: z.string(),
            areaKm2: km2.describe('What its loss uncovers, all others on air'),
            people,
            singleSiteAreaKm2: km2.describe('What it alone covers by SS-RSRP'),
          })
          .meta({ id: 'SiteLoss' }),
      )
      .describe('Most people first, then most area'),
  })
  .meta({ id: 'SiteLosses' });

const stepSchema = z
  .object({
    step: z.string(),
    startAt: time.describe('`dueAt` less the lead time'),
    dueAt: time.describe('As planned'),
    requiredBy: time.describe('Scheduled back from the phase’s target through the lead times of the later steps'),
    leadDays: z.number(),
    floatDays: z.number().describe('`requiredBy` − what is expected now; negative is late'),
    state: z
      .enum(STEP_STATES)
      .describe('`assumed`: due before the first start, and nothing says otherwise; `due`: under way by the plan'),
  })
  .meta({ id: 'PlanStep' });

export const planSiteSchema = z
  .object({
    site: z.string(),
    lifecycle: lifecycleSchema,
    phase: z.string().nullable(),
    order: count.describe('In which it goes on air by the plan, from 1; those on air have the first places'),
    dueAt: time.nullable().describe('On air by the plan; null for a site without milestones'),
    expectedAt: time.nullable().describe('With what is late already, and with `late`'),
    lateDays: z.number().min(0),
    floatDays: z.number().nullable(),
    critical: z.boolean().describe('No float left'),
    synthetic: z.boolean(),
    steps: z.array(stepSchema),
  })
  .meta({ id: 'PlanSite' });

const burnUpSchema = z
  .object({
    at: time.nullable().describe('When the site goes on air by the plan; null for the sites on air now'),
    site: z.string().nullable(),
    sites: count,
    areaShare: share,
    peopleShare: share.nullable(),
    rsrpAreaShare: share,
  })
  .meta({ id: 'BurnUpStep' });

const slipSchema = z
  .object({
    sites: z.array(z.object({ site: z.string(), lateDays: z.number() })).describe('Those that are late, or asked for'),
    points: z
      .array(z.object({ at: time, plannedShare: share, expectedShare: share }))
      .describe('Covered area at each moment at which one of the two changes'),
    worst: z
      .object({ at: time, until: time.nullable(), missingShare: share })
      .nullable()
      .describe('The greatest shortfall, and until when it lasts; null for none'),
    targetPlannedAt: time.nullable().describe('When the profile’s target is met by the plan; null for never'),
    targetExpectedAt: time.nullable(),
  })
  .meta({ id: 'PlanSlip' });

export const planSchema = z
  .object({
    asOf: time,
    firstStart: time.describe('From which the plan’s days count'),
    synthetic: z.boolean(),
    simulated: z.literal(false).describe('Plans are not simulated; `synthetic` says whether they are invented'),
    target: z.object({ sites: count, at: time.nullable().describe('The last planned day') }),
    phases: z.array(
      z.object({ phase: z.string(), sites: count, onAir: count, dueAt: time.nullable(), expectedAt: time.nullable() }),
    ),
    sites: z.array(planSiteSchema).describe('Critical first, then by what is due'),
    sCurve: z
      .array(z.object({ at: time, planned: count, actual: count.nullable().describe('Null in the future') }))
      .describe('Sites on air'),
    burnUp: z.array(burnUpSchema).nullable().describe('Coverage with each site; null where there is no coverage'),
    slip: slipSchema.nullable(),
  })
  .meta({ id: 'RolloutPlan' });

export const certificateSchema = z
  .object({
    count: count.describe('Sites chosen'),
    coveredShare: share.describe('Of all of `weight`, by SS-RSRP, with those on air'),
    boundShare: share.describe('No choice of so many candidates covers more'),
    gapShare: share.describe('At most so far below the optimum: (bound − covered) / bound'),
    method: z.enum(['lp', 'trivial']).describe('`trivial`: all candidates together, where no solver was needed'),
    mergedPixels: count.describe('Pixels in one point of the linear program; more than 1 loosens the bound'),
    points: count,
    greedyGuarantee: z
      .boolean()
      .describe('1 − 1/e holds for the greedy order: lost under spacing and cost, then only the bound says something'),
    solveMs: z.number().min(0),
  })
  .meta({ id: 'Certificate' });

export const rankingResultSchema = z
  .object({
    candidates: count,
    synthetic: z.boolean(),
    weight: z.enum(['area', 'people']),
    before: z.object({ rsrpShare: share, profileShare: share }),
    ranked: z.array(
      z
        .object({
          rank: count,
          phase: count.describe('From 1'),
          site: z.string().nullable().describe('Null for a place of the grid'),
          position: positionSchema,
          cost: z.number(),
          readyAt: time.nullable().describe('Expected on air by the roll-out; null for a place of the grid'),
          gainAreaKm2: km2.describe('New by SS-RSRP'),
          gainPeople: people,
          rsrpShare: share.describe('Of `weight`, with all before it'),
          profileShare: share.describe('The same with SS-SINR: a new site disturbs too, so it may fall'),
        })
        .meta({ id: 'RankedSite' }),
    ),
    certificates: z.array(certificateSchema).describe('One per phase'),
  })
  .meta({ id: 'RankingResult' });

export const rankingSchema = z
  .object({
    id: z.string(),
    state: z.enum(RANKING_STATES),
    step: z.enum(RANKING_STEPS).nullable(),
    progress: share,
    request: rankingRequestSchema,
    createdAt: time,
    failure: z.string().nullable(),
    result: rankingResultSchema.nullable(),
  })
  .meta({ id: 'Ranking' });

export const rankingsSchema = z.object({ rankings: z.array(rankingSchema) }).meta({ id: 'Rankings' });
