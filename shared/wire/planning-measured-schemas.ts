import { z } from 'zod';
import { coverageFiguresSchema } from './planning-schemas.ts';
import { fileImportFields } from './planning-table-schemas.ts';

/**
 * Levels that somebody measured, and how far the model is from them. Residuals are measured − predicted, dB; shares 0…1,
 * times UTC ms, levels dBm of SS-RSRP per resource element.
 */

/** Of one file. */
export const MAX_MEASURED_BYTES = 16 * 1024 * 1024;
export const MAX_MEASURED_ROWS = 100_000;
/** Of all files that are kept. */
export const MAX_MEASUREMENT_SETS = 20;
export const MAX_MEASURED_POINTS = 200_000;

/** What may be wrong with a row, or with the file; `values` fill the sentence. */
export const MEASUREMENT_PROBLEMS = [
  'empty-file',
  'missing-column',
  'column-twice',
  'wrong-cell-count',
  'not-number',
  'not-whole',
  'not-degrees',
  'not-cell',
  'not-time',
  'not-flag',
  'not-crs',
  'unknown-cell',
  'exchanged',
  'far-away',
  'no-cell',
  'no-count',
  'no-edge',
  'edges-exchanged',
] as const;

export const measurementImportQuerySchema = z
  .object({
    ...fileImportFields,
    name: z.string().trim().min(1).max(100).default('measurements.csv').describe('What it is called in lists'),
  })
  .strict();

export const measurementPathSchema = z.object({ id: z.string().describe('Id of a set of measurements') });

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const time = z.int();
const db = z.number().describe('dB');

const kind = z
  .enum(['points', 'histograms'])
  .describe('`histograms`: L1M.SS-RSRP (TS 28.552 §5.1.1.22.1), reports of a cell in bins, without places');

export const measurementSetSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind,
    points: count.describe('Points of a log, bins of histograms'),
    simulated: z.boolean().describe('The file says that its levels are made, not measured'),
    importedAt: time,
    from: time.nullable().describe('Of the earliest point that has a time'),
    to: time.nullable(),
  })
  .meta({ id: 'MeasurementSet' });

export const measurementSetsSchema = z
  .object({
    sets: z.array(measurementSetSchema).describe('Newest first'),
    limits: z.object({ bytes: count, rows: count, sets: count, points: count }),
  })
  .meta({ id: 'MeasurementSets' });

export const measurementImportSchema = z
  .object({
    kind,
    rows: count,
    points: count.describe('Rows with a level at a place, or bins'),
    skipped: z
      .object({ noLevel: count, noPosition: count })
      .describe('Rows of a log that have nothing in one of the two: left out, no mistake'),
    named: z
      .object({ cell: count, pci: count, nothing: count })
      .describe('Points by what says their cell; without anything they are compared with the best server'),
    rejected: count.describe('Rows with a problem'),
    problems: z
      .array(
        z.object({
          row: count.nullable().describe('Line of the file, the header being 1; null for the whole file'),
          column: z.string().nullable(),
          code: z.enum(MEASUREMENT_PROBLEMS),
          values: z.record(z.string(), z.union([z.string(), z.number()])).describe('What was given, what is allowed'),
        }),
      )
      .describe('At most 200'),
    problemCount: count,
    columns: z
      .array(z.object({ file: z.string(), column: z.string() }))
      .describe('How the file’s headers were understood'),
    ignored: z.array(z.string()).describe('Headers that nothing is read from'),
    simulated: z.boolean(),
    token: z.string().nullable().describe('To commit exactly this; null where there is a problem or no point'),
    committed: measurementSetSchema.nullable().describe('What was kept; null for a look'),
  })
  .meta({ id: 'MeasurementImport', description: 'All of a file is kept, or nothing of it.' });

const statisticsShape = {
  count: count.describe('Points'),
  meanDb: db,
  medianDb: db,
  sigmaDb: db.nullable().describe('Standard deviation, n − 1; null for one point'),
  rmseDb: db,
};
const statisticsSchema = z.object(statisticsShape).meta({ id: 'ResidualStatistics' });

const fittedShape = { offsetDb: db.describe('To be added to predicted levels'), standardErrorDb: db };

const bandSchema = z
  .object({
    figures: coverageFiguresSchema.describe('With the fitted offsets'),
    low: share.describe('Covered area, at least'),
    high: share.describe('Covered area, at most'),
  })
  .meta({
    id: 'FittedCoverage',
    description:
      'The band’s ends are the least and the greatest of: the share as it is; with all levels 1.96 standard errors of the ' +
      'zone’s offset lower and higher; each of these two also by expectation under the σ that the residuals keep.',
  });

export const modelResidualsSchema = z
  .object({
    version: z.string(),
    synthetic: z.boolean().describe('Positions of sites are invented'),
    simulated: z.boolean().describe('The levels are made: nothing here was measured'),
    sets: z.array(z.string()).describe('Ids of what was compared'),
    leftOut: z.array(z.string()).describe('Simulated sets: they count only while there are no others'),
    points: z.object({
      total: count,
      compared: count,
      unmatched: count.describe('Their cell, NCI or PCI is not on air here'),
      outOfRange: count.describe('No cell on air reaches there in the model'),
    }),
    zone: statisticsSchema.nullable().describe('Null where nothing was compared'),
    fit: z
      .object({
        ...fittedShape,
        betweenCellsDb: db.describe('How much cells differ, τ'),
        withinCellsDb: db.describe('How much places of a cell differ, σ'),
        points: count.describe('Fitted with so many points'),
        places: count.describe('Squares of 50 m that they lie in: these are counted as independent'),
        cells: count,
        after: statisticsSchema.describe('Residuals that are left with the fitted offsets'),
      })
      .nullable()
      .describe('Null below `fitNeeds`'),
    fitNeeds: z.object({ places: count, cells: count }),
    cells: z
      .array(
        z
          .object({
            cell: z.string(),
            ...statisticsShape,
            places: count,
            offsetDb: db.nullable().describe('Fitted: drawn to the zone’s the fewer places there are'),
            standardErrorDb: db.nullable(),
          })
          .meta({ id: 'CellResiduals' }),
      )
      .describe('Largest median residual first'),
    histogram: z.object({
      fromDb: db.describe('Lower edge of the first bin'),
      stepDb: db,
      counts: z.array(count).describe('The first and the last bin also hold what lies beyond'),
    }),
    covered: z
      .object({
        now: bandSchema,
        onAir: bandSchema,
        planned: bandSchema,
      })
      .nullable()
      .describe('Null where nothing was fitted, and in a region, where it is not worked out'),
    reports: z
      .object({
        unmatched: count.describe('Of cells that are not on air here'),
        cells: z
          .array(
            z
              .object({
                cell: z.string(),
                reports: count,
                measuredDbm: z.number().describe('Mean of the reports, by the middle of their bins'),
                predictedDbm: z.number().nullable().describe('Mean where the cell is the best server, by people'),
              })
              .meta({ id: 'CellReports' }),
          )
          .describe('Most reports first'),
      })
      .describe('Histograms: nothing is fitted to them, their terminals are also indoors'),
    map: z
      .object({
        total: count,
        lat: z.array(z.number()),
        lon: z.array(z.number()),
        residualDb: z.array(db),
      })
      .describe('Points that were compared; of many, evenly chosen ones'),
  })
  .meta({ id: 'ModelResiduals' });
