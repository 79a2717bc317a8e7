import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Planning } from '../../../../server/ports.ts';
import { decodeCoverageRaster, type ModelResiduals } from '../../../../shared/wire/planning.ts';
import { MAX_MEASUREMENT_SETS } from '../../../../shared/wire/planning-measured-schemas.ts';
import { createPlanningBed, type PlanningBed } from '../park.ts';

/** Rows of the sample file: the model's own levels with noise, along the park's road. */
interface SampleRow {
  readonly lat: number;
  readonly lon: number;
  readonly cell: string;
}

async function sampleRows(planning: Planning): Promise<SampleRow[]> {
  const { bytes } = await planning.measurements.sample();
  const [, ...lines] = Buffer.from(bytes).toString().trim().split('\r\n');
  return lines.map((line) => {
    const [lat, lon, , , cell] = line.split(',');
    return { lat: Number(lat), lon: Number(lon), cell: cell! };
  });
}

async function ready(): Promise<PlanningBed> {
  const bed = createPlanningBed();
  bed.serveAll();
  await bed.settle();
  return bed;
}

const csv = (lines: readonly string[], header = 'lat,lon,rsrp,cell') => Buffer.from([header, ...lines].join('\n'));

async function keep({ measurements }: Planning, bytes: Uint8Array, name = 'drive.csv') {
  const file = { name, bytes, crs: 'WGS84' as const };
  const { token, problems } = await measurements.add(file);
  expect(problems).toEqual([]);
  return (await measurements.add(file, token!)).committed!;
}

/** What the model says at these places: from points that are measured at −100 dBm everywhere. */
async function modelAt(rows: readonly SampleRow[]): Promise<number[]> {
  const bed = await ready();
  await keep(bed.planning, csv(rows.map(({ lat, lon, cell }) => `${lat},${lon},-100,${cell}`)));
  const { map } = await bed.planning.measurements.residuals();
  // The map's residuals have a decimal; here the statistics are of more interest.
  return map.residualDb.map((residual) => -100 - residual);
}

const share = ({ covered }: ModelResiduals, which: 'now' | 'onAir' | 'planned') => covered![which]!.figures.areaShare;

describe('issue 7, model honesty: residuals', () => {
  test('points that the model made itself: residual 0 ± rounding, offset 0, coverage as it was', async () => {
    const { planning } = await ready();
    const rows = await sampleRows(planning);
    const levels = await modelAt(rows);
    await keep(planning, csv(rows.map(({ lat, lon, cell }, i) => `${lat},${lon},${levels[i]!.toFixed(2)},${cell}`)));
    const found = await planning.measurements.residuals();
    expect(found.points).toMatchObject({ total: rows.length, compared: rows.length, unmatched: 0, outOfRange: 0 });
    expect(Math.abs(found.zone!.meanDb)).toBeLessThan(0.02);
    expect(found.zone!.rmseDb).toBeLessThan(0.06);
    expect(found.fit!.offsetDb).toBeCloseTo(0, 1);
    const summary = planning.summary();
    expect(share(found, 'onAir')).toBeCloseTo(summary.onAir!.areaShare, 2);
    expect(found.covered!.onAir.high - found.covered!.onAir.low).toBeLessThan(0.02);
  });

  test('+6 dB with 5 dB of noise are found: zone, cells, and what is left has the noise’s σ', async () => {
    const { planning } = await ready();
    const rows = await sampleRows(planning);
    const levels = await modelAt(rows);
    // Even noise of σ 5: ±√3 · 5 around.
    const noise = (i: number) => (((i * 7919) % 1000) / 999 - 0.5) * 2 * Math.sqrt(3) * 5;
    const noisy = rows.map(
      ({ lat, lon, cell }, i) => `${lat},${lon},${(levels[i]! + 6 + noise(i)).toFixed(1)},${cell}`,
    );
    await keep(planning, csv(noisy));
    const found = await planning.measurements.residuals();
    expect(found.fit!.offsetDb).toBeGreaterThan(5);
    expect(found.fit!.offsetDb).toBeLessThan(7);
    expect(Math.abs(found.fit!.offsetDb - 6)).toBeLessThan(3 * found.fit!.standardErrorDb + 0.3);
    expect(found.fit!.after.sigmaDb).toBeGreaterThan(4);
    expect(found.fit!.after.sigmaDb).toBeLessThan(5.5);
    for (const { count, offsetDb } of found.cells) if (count > 20) expect(Math.abs(offsetDb! - 6)).toBeLessThan(3);
    expect(share(found, 'onAir')).toBeGreaterThan(planning.summary().onAir!.areaShare);
    const { low, high, figures } = found.covered!.onAir;
    expect(low).toBeLessThanOrEqual(figures.areaShare);
    expect(high).toBeGreaterThanOrEqual(figures.areaShare);
    expect(found.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });

  test('a PCI means the strongest cell that has it; one that nobody has, and another channel, mean none', async () => {
    const { planning } = await ready();
    const rows = (await sampleRows(planning)).slice(0, 40);
    // In the park the PCI is the number of the cell in its site.
    const byPci = rows.map(({ lat, lon, cell }) => `${lat},${lon},-100,${cell.split('/')[2]},513000`);
    const header = 'lat,lon,rsrp,pci,nr_arfcn';
    await keep(planning, csv([...byPci, `${rows[0]!.lat},${rows[0]!.lon},-100,900,`], header));
    await keep(planning, csv([`${rows[0]!.lat},${rows[0]!.lon},-100,1,630000`], header));
    const { points, cells } = await planning.measurements.residuals();
    expect(points).toMatchObject({ total: 42, compared: 40, unmatched: 2 });
    expect(new Set(cells.map(({ cell }) => cell))).toEqual(new Set(rows.map(({ cell }) => cell)));
  });

  test('too few points fit nothing: coverage stays the model’s, and a fitted raster is refused', async () => {
    const { planning } = await ready();
    expect(await planning.measurements.residuals()).toMatchObject({ zone: null, fit: null, covered: null, cells: [] });
    const [first] = await sampleRows(planning);
    await keep(planning, csv([`${first!.lat},${first!.lon},-100,${first!.cell}`]));
    const found = await planning.measurements.residuals();
    expect(found.zone).toMatchObject({ count: 1, sigmaDb: null });
    expect(found).toMatchObject({ fit: null, covered: null });
    await expect(planning.raster({ state: 'now', layer: 'rsrp', fit: 'true' })).rejects.toMatchObject({
      code: 'no-fit',
    });
  });
});

describe('issue 7, model honesty: histograms of L1M.SS-RSRP', () => {
  test('means beside the model’s by cell, over people; compared, and nothing is fitted', async () => {
    const bed = await ready();
    const header = 'cell,from_dbm,to_dbm,count';
    const rows = ['s1/1,-100,-90,30', 's1/1,-90,-80,10', 's2/1,,-110,4', '123456,-100,-90,9', 's6/1,-90,-80,2'];
    const kept = await keep(bed.planning, csv(rows, header));
    expect(kept).toMatchObject({ kind: 'histograms', points: 5 });
    const { reports, fit, zone, points } = await bed.planning.measurements.residuals();
    expect({ fit, zone, total: points.total }).toEqual({ fit: null, zone: null, total: 0 });
    // A cell that is planned, and an NCI that nobody has.
    expect(reports.unmatched).toBe(11);
    expect(reports.cells.map(({ cell, reports: count, measuredDbm }) => [cell, count, measuredDbm])).toEqual([
      ['cell/s1/1', 40, -92.5],
      ['cell/s2/1', 4, -110],
    ]);
    const raster = await bed.planning.raster({ state: 'on-air', layer: 'rsrp' });
    const levels = decodeCoverageRaster(Uint8Array.from(gunzipSync(raster.gzip)).buffer);
    const served = await bed.planning.raster({ state: 'on-air', layer: 'best-server' });
    const best = decodeCoverageRaster(Uint8Array.from(gunzipSync(served.gzip)).buffer);
    const own = [...best.values.keys()].filter((pixel) => best.servers[best.values[pixel]!] === 'cell/s1/1');
    const mean = own.reduce((sum, pixel) => sum + levels.offset + levels.step * levels.values[pixel]!, 0) / own.length;
    // People are spread evenly in the park.
    expect(reports.cells[0]!.predictedDbm).toBeGreaterThan(mean - 2);
    expect(reports.cells[0]!.predictedDbm).toBeLessThan(mean + 2);
    const next = bed.again();
    next.summary();
    await bed.settle();
    expect((await next.measurements.residuals()).reports).toEqual(reports);
  });
});

describe('issue 7, model honesty: what is kept', () => {
  test('a look changes nothing; a commit is there after the next start; a deletion, too', async () => {
    const { planning, again } = await ready();
    const file = { name: '路测.csv', bytes: csv(['36.26,120.25,-90,s1/1']), crs: 'WGS84' as const };
    const { token, committed } = await planning.measurements.add(file);
    expect(committed).toBeNull();
    expect((await planning.measurements.list()).sets).toEqual([]);
    await expect(
      planning.measurements.add({ ...file, bytes: csv(['36.26,120.25,-91,s1/1']) }, token!),
    ).rejects.toMatchObject({ code: 'conflict' });
    const kept = (await planning.measurements.add(file, token!)).committed!;
    expect(kept).toMatchObject({ id: 'm1', name: '路测.csv', points: 1, simulated: false });
    const next = again();
    expect((await next.measurements.list()).sets).toEqual([kept]);
    expect(await next.measurements.remove('m1')).toBe(true);
    expect(await next.measurements.remove('m1')).toBe(false);
    expect((await again().measurements.list()).sets).toEqual([]);
  });

  test('after the next start points are read again, and give the same residuals', async () => {
    const bed = await ready();
    const { bytes } = await bed.planning.measurements.sample();
    await keep(bed.planning, bytes);
    const before = await bed.planning.measurements.residuals();
    const next = bed.again();
    next.summary();
    await bed.settle();
    expect(await next.measurements.residuals()).toEqual(before);
  });

  test('nothing of a file with a problem is kept', async () => {
    const { planning } = await ready();
    const file = { name: 'x', bytes: csv(['36.26,120.25,-90,s1/1', '36.26,120.25,-20,s1/1']), crs: 'WGS84' as const };
    expect(await planning.measurements.add(file)).toMatchObject({ token: null, rejected: 1, problemCount: 1 });
    await expect(planning.measurements.add(file, 'x')).rejects.toMatchObject({ code: 'rejected-rows' });
    expect((await planning.measurements.list()).sets).toEqual([]);
  });

  test('more sets than the limit are refused by name', async () => {
    const { planning } = await ready();
    const bytes = csv(['36.26,120.25,-90,s1/1']);
    for (let set = 0; set < MAX_MEASUREMENT_SETS; set++) await keep(planning, bytes);
    await expect(keep(planning, bytes)).rejects.toMatchObject({ code: 'full', limit: MAX_MEASUREMENT_SETS });
  });

  test('simulated is unmistakable: it says so, and is left out as soon as somebody has measured', async () => {
    const { planning } = await ready();
    const made = await keep(planning, (await planning.measurements.sample()).bytes);
    expect(made.simulated).toBe(true);
    expect(await planning.measurements.residuals()).toMatchObject({ simulated: true, sets: [made.id], leftOut: [] });
    const real = await keep(planning, csv(['36.26,120.25,-90,s1/1']));
    expect(await planning.measurements.residuals()).toMatchObject({
      simulated: false,
      sets: [real.id],
      leftOut: [made.id],
    });
  });
});

describe('issue 7, model honesty: the fit is asked for, and says so', () => {
  test('a fitted raster is the model’s plus the offsets, and carries the number of points', async () => {
    const bed = await ready();
    const { planning } = bed;
    await keep(planning, (await planning.measurements.sample()).bytes);
    const { fit } = await planning.measurements.residuals();
    const read = async (fitted: boolean) => {
      const query = { state: 'on-air', layer: 'rsrp', ...(fitted ? { fit: 'true' as const } : {}) } as const;
      const bytes = gunzipSync((await planning.raster(query)).gzip);
      return decodeCoverageRaster(Uint8Array.from(bytes).buffer);
    };
    const [model, moved] = [await read(false), await read(true)];
    expect(model.fittedPoints).toBeUndefined();
    expect(moved.fittedPoints).toBe(fit!.points);
    const file = await planning.rasterFile({ state: 'on-air', layer: 'rsrp', fit: 'true' }, 'geojson');
    expect(file.name).toBe('coverage-rsrp-fitted.geojson');
    expect(Buffer.from(file.bytes).toString()).toContain(`"fittedPoints":${fit!.points}`);
    const means = [model, moved].map(({ values, nothing, offset, step }) => {
      const levels = [...values].filter((value) => value !== nothing).map((value) => offset + step * value);
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    });
    // Between cells the offsets differ by some 3 dB.
    expect(means[1]! - means[0]!).toBeLessThan(fit!.offsetDb + 3);
    expect(means[1]! - means[0]!).toBeGreaterThan(fit!.offsetDb - 3);
  });

  test('what is out is left out of the fitted figures of now', async () => {
    const bed = await ready();
    await keep(bed.planning, (await bed.planning.measurements.sample()).bytes);
    bed.feed([{ resource: 'cell/s1/1', metric: 'cell.operational-state', value: 0 }]);
    await bed.settle();
    const found = await bed.planning.measurements.residuals();
    expect(found.covered!.now!.figures.cells).toBe(found.covered!.onAir.figures.cells - 1);
    expect(share(found, 'now')).toBeLessThan(share(found, 'onAir'));
    expect(share(found, 'planned')).toBeGreaterThan(share(found, 'onAir'));
  });
});
