import { expect, test } from 'vitest';
import { freshnessOf, isSimulated, qualityOf, reasonOf, severityOf } from '../../../shared/model/sample.ts';
import { type Bed, createBed, type Row, SIMULATED } from './bed.ts';
import { smallInventory } from './inventory.ts';

const DC = 'datacentre/dc';

function bedWithMains(): Bed {
  return createBed(smallInventory({ halls: 1, racksPerHall: 2, utilities: ['u1', 'u2'] }));
}

const racks = (watts: number): Row[] =>
  ['01', '02'].flatMap((rack) =>
    ['a', 'b'].map((feed) => ({ resource: `rack/dc/p1-h01/r01/${rack}`, metric: `rack.power-${feed}`, value: watts })),
  );
const mains = (watts: number, quality?: number): Row[] =>
  ['u1', 'u2'].map((id) => ({
    resource: `utility/dc/${id}`,
    metric: 'utility.power',
    value: watts,
    ...(quality === undefined ? {} : { quality }),
  }));

test('PUE is the power of all mains over the power of all racks, in the tick that brings either (ISO/IEC 30134-2)', () => {
  const bed = bedWithMains();
  bed.feed([...racks(2500), ...mains(7000)]);
  bed.tick();
  expect(bed.read(DC, 'datacentre.total-power').value).toBe(14_000);
  expect(bed.read(DC, 'datacentre.pue').value).toBeCloseTo(1.4, 9);
  expect(qualityOf(bed.read(DC, 'datacentre.pue').flags)).toBe('good');
  bed.now += 1000;
  bed.feed(mains(8000));
  bed.tick();
  expect(bed.read(DC, 'datacentre.pue').value).toBeCloseTo(1.6, 9);
});

test('without racks, without mains, or with racks that draw nothing there is no PUE', () => {
  const bed = bedWithMains();
  bed.feed(mains(7000));
  bed.tick();
  expect(qualityOf(bed.read(DC, 'datacentre.pue').flags)).toBe('none');
  bed.feed(racks(0));
  bed.tick();
  expect(qualityOf(bed.read(DC, 'datacentre.pue').flags)).toBe('none');
});

test('a PUE whose racks fall silent goes stale and keeps its number: old over new is no quotient', () => {
  const bed = bedWithMains();
  bed.feed([...racks(2500), ...mains(7000)]);
  for (let i = 0; i < 4; i++) {
    bed.pass(10_000);
    bed.feed(mains(9000));
  }
  bed.pass(1000);
  const { value, flags } = bed.read(DC, 'datacentre.pue');
  expect([freshnessOf(flags), severityOf(flags)]).toEqual(['stale', 'unknown']);
  expect(value).toBeGreaterThan(1.3);
});

test('a PUE is simulated if a part of it is, and partial if a supply is not heard', () => {
  const bed = bedWithMains();
  bed.feed([...racks(2500), ...mains(7000, SIMULATED).slice(1)]);
  bed.tick();
  const { flags } = bed.read(DC, 'datacentre.pue');
  expect([isSimulated(flags), qualityOf(flags), reasonOf(flags)]).toEqual([true, 'uncertain', 'partial']);
});

test('a kind that only rolls up is not unknown because of something below that is not in its roll-ups', () => {
  const bed = createBed(smallInventory({ halls: 0, racksPerHall: 0, utilities: ['u1'] }));
  bed.tick();
  expect(bed.live.stateOf('phase/dc/p1')).toBeNull();
  expect(bed.live.stateOf('utility/dc/u1')).toBe('unknown');
  bed.feed(mains(7000).slice(0, 1));
  bed.tick();
  expect(bed.live.stateOf('utility/dc/u1')).toBe('normal');
  expect(bed.read('utility/dc/u1', 'utility.load').value).toBeCloseTo(14, 9);
  expect(bed.live.stateOf(DC)).toBe('normal');
});
