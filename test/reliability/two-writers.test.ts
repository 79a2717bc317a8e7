import { expect, test } from 'vitest';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';
import { startSkyrack } from '../server-process.ts';

test('two writers cannot share a data folder: the second ends at once, names the first, and the first notices nothing', async () => {
  const dataFolder = testFolder('two');
  const first = await supervise({ dataFolder, zone: testZone() });
  const second = startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
  await expect(second).rejects.toThrow(`is in use by process ${first.process.pid}`);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  expect(await first.process.stop()).toBe(0);
});
