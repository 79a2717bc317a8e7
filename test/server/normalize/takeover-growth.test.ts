import { expect, test } from 'vitest';
import { Takeover } from '../../../server/normalize/takeover.ts';
import { testFolder } from '../../kit/test-folder.ts';

const RESOURCES = 9_000;

function takeover(): Takeover {
  return new Takeover({
    file: `${testFolder('takeover')}/takeover.tsv`,
    seriesCount: RESOURCES,
    resourceOf: (series) => `rack/x/${series}`,
    silenceMs: () => 1_000,
    priority: [],
    startedAt: 0,
  });
}

test('the simulator yields nothing that no real source wrote, however many resources are asked for', () => {
  const nobody = takeover();
  const yielded = Array.from({ length: RESOURCES }, (_, series) => series).filter((series) => nobody.has(series));
  expect(yielded).toEqual([]);
});

test('the owner of a resource that no real source wrote has no name, however many resources are asked for', () => {
  const nobody = takeover();
  const named = Array.from({ length: RESOURCES }, (_, series) => nobody.ownerOf(series)).filter((name) => name !== '');
  expect(named).toEqual([]);
});
