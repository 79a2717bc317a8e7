import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeCoverageRaster } from '../../../shared/wire/planning.ts';
import { coverageSummarySchema, holesSchema, whatIfReplySchema } from '../../../shared/wire/planning-schemas.ts';
import { SIMULATED } from '../live/bed.ts';
import { createPlanningBed, type PlanningBed, park } from './park.ts';

const cells = (site: string) => [1, 2, 3].map((cell) => `cell/${site}/${cell}`);
const out = (...ids: string[]) => ids.map((resource) => ({ resource, metric: 'cell.operational-state', value: 0 }));

async function covered(bed: PlanningBed, state: 'now' | 'on-air'): Promise<Uint8Array> {
  const { gzip } = await bed.planning.raster({ state, layer: 'covered' });
  const bytes = gunzipSync(gzip);
  return decodeCoverageRaster(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    .values as Uint8Array;
}

describe('issue 7: alarm → hole', () => {
  test('before the first run there is no coverage, and it says so', async () => {
    const bed = createPlanningBed();
    expect(bed.planning.summary()).toMatchObject({ ready: false, progress: 0, unavailable: null, now: null });
    expect(bed.planning.coverageLoss(['cell/s1/1'])).toBeNull();
    await expect(bed.planning.raster({ state: 'now', layer: 'rsrp' })).rejects.toMatchObject({ code: 'no-coverage' });
  });

  test('with everybody on air nothing is lost, and what is said is marked as invented', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    const summary = coverageSummarySchema.parse(bed.planning.summary());
    expect(summary).toMatchObject({
      ready: true,
      progress: 1,
      synthetic: true,
      cells: { onAir: 12, out: 0, unknown: 0 },
    });
    expect(summary.now).toEqual(summary.onAir);
    expect(summary.lost).toMatchObject({ areaKm2: 0, people: 0 });
    expect(summary.planned!.rsrpAreaShare).toBeGreaterThan(summary.onAir!.rsrpAreaShare);
    expect(summary.profile).toMatchObject({ rsrpDbm: -105, sinrDb: -3, targetShare: 0.95 });
    expect(summary.model.gainDbi).toEqual({ least: 10, greatest: 10 });
    // A fifth of 9 × 3 km is sea, rounded to the sea's shore at −900 m.
    expect(summary.ground.areaKm2).toBeCloseTo(9 * 2.4, 0);
  });

  test('PDSCH SINR follows the PRB load of the neighbours, SS-SINR does not; the uplink ends where its edge rate does', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    const layer = async (name: 'sinr' | 'pdsch-sinr' | 'uplink') => {
      const { gzip, etag } = await bed.planning.raster({ state: 'now', layer: name });
      const { values, nothing, offset, step } = decodeCoverageRaster(new Uint8Array(gunzipSync(gzip)).buffer);
      const db = [...values].filter((value) => value !== nothing).map((value) => offset + step * value);
      return { etag, meanDb: db.reduce((sum, one) => sum + one, 0) / db.length, db };
    };
    const withLoad = async (percent: number) => {
      const all = ['s1', 's2', 's3', 's4'].flatMap(cells);
      bed.now += 1000;
      bed.feed(all.map((resource) => ({ resource, metric: 'cell.prb-dl', value: percent })));
      await bed.settle();
      return { ss: await layer('sinr'), pdsch: await layer('pdsch-sinr') };
    };
    const [idle, busy] = [await withLoad(0), await withLoad(100)];
    expect(busy.ss).toEqual(idle.ss);
    expect(busy.pdsch.meanDb).toBeLessThan(idle.pdsch.meanDb - 1);
    expect(busy.pdsch.etag).not.toBe(idle.pdsch.etag);
    const { onAir, model } = bed.planning.summary();
    const { db } = await layer('uplink');
    const reached = db.filter((value) => value >= model.uplink.requiredSinrDb).length / db.length;
    expect(onAir!.uplinkAreaShare).toBeCloseTo(reached, 1);
  });

  test('a zone says what counts as covered: its thresholds are used, and shown as its own', async () => {
    const [usual, strict] = [createPlanningBed(), createPlanningBed(park({ coverageProfile: { rsrpDbm: -90 } }))];
    for (const bed of [usual, strict]) await bed.settle();
    const { profile, onAir } = coverageSummarySchema.parse(strict.planning.summary());
    expect(profile).toMatchObject({ rsrpDbm: -90, sinrDb: -3, targetShare: 0.95 });
    expect(profile.source.en).toContain('zone.json');
    expect(onAir!.areaShare).toBeLessThan(usual.planning.summary().onAir!.areaShare);
  });

  test('a site that goes out leaves a hole with outline, people, chargers, road and who takes the load', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    bed.now += 1000;
    bed.feed(out(...cells('s2')));
    await bed.settle();
    const { holes, lost, restoration } = holesSchema.parse(bed.planning.holes());
    expect(holes).toHaveLength(1);
    const [hole] = holes;
    expect(hole).toMatchObject({ cause: 'site', resource: 'site/s2', cells: cells('s2'), since: bed.now });
    expect(hole!.areaKm2).toBeGreaterThan(0.5);
    expect(hole!.people).toBeGreaterThan(0);
    expect(lost).toMatchObject({ areaKm2: hole!.areaKm2, people: hole!.people });
    expect(hole!.inside).toMatchObject({
      stations: ['charging-station/s2'],
      connectors: 2,
      dataCentres: ['datacentre/dc'],
      racks: 3,
    });
    expect(hole!.inside.roads).toMatchObject([{ name: { en: 'Avenue' }, class: 'primary', schematic: true }]);
    expect(hole!.polygons.flat().every((ring) => ring.length >= 4 && String(ring[0]) === String(ring.at(-1)))).toBe(
      true,
    );
    const shares = hole!.neighbours.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
    for (const { prbDl, expectedPrbDl, share } of hole!.neighbours) {
      expect(prbDl).toBe(30);
      expect(expectedPrbDl).toBeCloseTo(30 + share * 90, 0);
    }
    expect(restoration).toMatchObject([{ resource: 'site/s2' }]);
  });

  test('a hole lies in what was covered before, and nothing covered is in it now', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    bed.feed(out(...cells('s1'), 'cell/s3/2'));
    await bed.settle();
    const [before, now] = [await covered(bed, 'on-air'), await covered(bed, 'now')];
    let lostPixels = 0;
    before.forEach((was, pixel) => {
      if (was === 1 && now[pixel] === 0) lostPixels += 1;
    });
    const { lost, holes } = bed.planning.holes();
    expect(lost!.areaKm2).toBeCloseTo(lostPixels * 0.0025, 9);
    expect(holes.reduce((sum, hole) => sum + hole.areaKm2, 0)).toBeCloseTo(lost!.areaKm2, 9);
    const { now: figures, onAir } = bed.planning.summary();
    // Where neighbours are disturbed less, some is gained; never more than the holes take.
    expect(onAir!.areaKm2 - figures!.areaKm2).toBeLessThanOrEqual(lost!.areaKm2 + 1e-9);
  });

  test('one cell that is out is a cause of its own; all of a site’s are the site', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed(out('cell/s1/1', 'cell/s1/2', ...cells('s4')));
    await bed.settle();
    const causes = bed.planning.holes().holes.map(({ cause, resource, since }) => [cause, resource, since]);
    expect(causes.sort()).toEqual([
      ['cell', 'cell/s1/1', null],
      ['cell', 'cell/s1/2', null],
      ['site', 'site/s4', null],
    ]);
  });

  test('a node that is cut off from the core is one cause for all its sites; a ring broken once is none', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed([{ resource: 'backhaul-link/ring/l1', metric: 'backhaul-link.operational-state', value: 0 }]);
    await bed.settle();
    expect(bed.planning.holes().holes).toEqual([]);
    bed.feed([
      { resource: 'backhaul-link/ring/l2', metric: 'backhaul-link.operational-state', value: 0 },
      ...out(...cells('s1'), ...cells('s2')),
    ]);
    await bed.settle();
    const { holes } = bed.planning.holes();
    expect(holes).toHaveLength(1);
    expect(holes[0]).toMatchObject({ cause: 'backhaul', sites: ['site/s1', 'site/s2'] });
    expect(holes[0]!.resource).toMatch(/^backhaul-link\/ring\/l[12]$/);
  });

  test('a site that is cut off is out at once; one that speaks on has another way', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    bed.now += 1000;
    const link = (name: string, value: number) => ({
      resource: `backhaul-link/ring/${name}`,
      metric: 'backhaul-link.operational-state',
      value,
    });
    bed.feed([link('l1', 0), link('l2', 0)]);
    await bed.settle();
    expect(bed.planning.holes().holes).toMatchObject([{ cause: 'backhaul', sites: ['site/s1', 'site/s2'] }]);
    bed.now += 1000;
    bed.serveAll();
    await bed.settle();
    expect(bed.planning.holes().holes).toEqual([]);
  });

  test('§3: locked and energy-saving cells are neither outage nor hole', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed([
      { resource: 'cell/s1/1', metric: 'cell.administrative-state', value: 0 },
      { resource: 'cell/s1/1', metric: 'cell.operational-state', value: 0 },
      { resource: 'cell/s2/1', metric: 'cell.energy-saving', value: 1 },
    ]);
    await bed.settle();
    const summary = bed.planning.summary();
    expect(bed.planning.holes().holes).toEqual([]);
    expect(summary.cells).toMatchObject({ out: 0, offDuty: 2 });
    expect(summary.lost!.areaKm2).toBe(0);
    expect(summary.offDuty!.areaKm2).toBeGreaterThan(0);
    expect(summary.onAir!.areaKm2 - summary.now!.areaKm2).toBeCloseTo(summary.offDuty!.areaKm2, 9);
  });

  test('a battery or a clock that runs down predicts the hole and when; what is simulated says so', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed([
      { resource: 'site/s2', metric: 'site.mains', value: 0, quality: SIMULATED },
      { resource: 'site/s2', metric: 'site.battery-runtime', value: 600 },
      { resource: 'site/s3', metric: 'site.clock', value: 0 },
      { resource: 'site/s3', metric: 'site.holdover-left', value: 1_200 },
      // Of this one nobody says how long its oscillator holds.
      { resource: 'site/s4', metric: 'site.clock', value: 0 },
    ]);
    await bed.settle();
    const { predicted, holes } = holesSchema.parse(bed.planning.holes());
    expect(holes).toEqual([]);
    expect(predicted).toMatchObject([
      { countdown: 'battery', resource: 'site/s2', dueAt: bed.now + 600_000, simulated: true },
      { countdown: 'hold-over', resource: 'site/s3', dueAt: bed.now + 1_200_000, simulated: false },
      { countdown: 'hold-over', resource: 'site/s4', dueAt: null, simulated: false },
    ]);
    const { hole } = await bed.planning.whatIf({ sites: ['site/s2'] });
    expect(predicted[0]!.areaKm2).toBeCloseTo(hole.areaKm2, 9);
    // It went out: the hole is the one that was foretold.
    bed.feed(out(...cells('s2')));
    await bed.settle();
    const after = bed.planning.holes();
    expect(after.holes[0]).toMatchObject({ cause: 'power', areaKm2: predicted[0]!.areaKm2 });
    expect(after.predicted.map(({ resource }) => resource)).toEqual(['site/s3', 'site/s4']);
  });

  test('a battery’s hole begins when its radios are shed, not when it is empty', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed([
      { resource: 'site/s2', metric: 'site.mains', value: 0 },
      { resource: 'site/s2', metric: 'site.battery-runtime', value: 600 },
      { resource: 'site/s2', metric: 'site.radio-backup-left', value: 240 },
    ]);
    await bed.settle();
    expect(bed.planning.holes().predicted).toMatchObject([{ countdown: 'battery', dueAt: bed.now + 240_000 }]);
  });

  test('a cause that is over leaves no hole', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    const { version } = bed.planning.holes();
    bed.feed(out(...cells('s1')));
    await bed.settle();
    expect(bed.planning.holes().version).not.toBe(version);
    bed.serveAll();
    await bed.settle();
    expect(bed.planning.holes()).toMatchObject({ holes: [], restoration: [], version });
  });

  test('restoration gives most people first, and all of it together what was lost', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed(out(...cells('s1'), ...cells('s2'), 'cell/s4/1'));
    await bed.settle();
    const { restoration } = bed.planning.holes();
    expect(restoration).toHaveLength(3);
    const { now, onAir } = bed.planning.summary();
    const gained = restoration.reduce((sum, step) => sum + step.gainAreaKm2, 0);
    expect(gained).toBeCloseTo(onAir!.areaKm2 - now!.areaKm2, 6);
    expect(restoration[0]!.gainPeople).toBeGreaterThan(restoration.at(-1)!.gainPeople);
  });
});

describe('coverage of an alarm and what-if', () => {
  test('the alarm list has null at first, then the same numbers as the hole, and is told', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    let told = 0;
    bed.planning.onChange(() => told++);
    expect(bed.planning.coverageLoss(cells('s2'))).toBeNull();
    await bed.settle();
    expect(told).toBeGreaterThan(0);
    const loss = bed.planning.coverageLoss([...cells('s2')].reverse());
    const { hole } = await bed.planning.whatIf({ cells: cells('s2') });
    expect(loss).toEqual({ areaKm2: hole.areaKm2, people: hole.people });
    expect(bed.planning.coverageLoss(['cell/nobody/1'])).toBeNull();
  });

  test('a what-if stands beside what is out already and changes nothing', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    bed.feed(out(...cells('s1')));
    await bed.settle();
    const version = bed.planning.holes().version;
    const reply = whatIfReplySchema.parse(await bed.planning.whatIf({ sites: ['site/s1', 'site/s2'] }));
    expect(reply.before.areaKm2).toBe(bed.planning.summary().now!.areaKm2);
    expect(reply.after.areaKm2).toBeLessThan(reply.before.areaKm2);
    expect(reply.after.sites).toBe(2);
    expect(bed.planning.holes().version).toBe(version);
  });

  test('unknown cells and sites, and no question at all, are refused by name', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    await expect(bed.planning.whatIf({})).rejects.toMatchObject({ code: 'nothing-asked' });
    await expect(bed.planning.whatIf({ sites: ['site/x'] })).rejects.toMatchObject({
      code: 'no-such-site',
      field: 'sites',
    });
    await expect(bed.planning.whatIf({ cells: ['cell/x/1'] })).rejects.toMatchObject({ code: 'no-such-cell' });
  });

  test('N-1: the site whose loss uncovers most people is first, and its loss is that of its what-if', async () => {
    const bed = createPlanningBed();
    bed.serveAll();
    await bed.settle();
    const losses = await bed.planning.siteLosses(10);
    expect(losses).toMatchObject({ total: 4, exact: 4 });
    const people = losses.sites.map((site) => site.people);
    expect(people).toEqual([...people].sort((a, b) => b - a));
    const { hole } = await bed.planning.whatIf({ sites: [losses.sites[0]!.site] });
    expect(losses.sites[0]!.areaKm2).toBeCloseTo(hole.areaKm2, 9);
    const single = losses.sites.reduce((sum, site) => sum + site.singleSiteAreaKm2, 0);
    expect(single).toBeCloseTo(losses.singleSiteAreaKm2, 9);
  });

  test('a zone without cells that can be computed has no coverage, and its plan all the same', async () => {
    const bed = createPlanningBed(park({ sites: [] }));
    expect(bed.planning.summary()).toMatchObject({ ready: false, unavailable: 'no-cells' });
    await expect(bed.planning.siteLosses(1)).rejects.toMatchObject({ code: 'no-coverage' });
    expect(await bed.planning.plan({ late: [] })).toMatchObject({ sites: [], burnUp: null, slip: null });
  });
});
