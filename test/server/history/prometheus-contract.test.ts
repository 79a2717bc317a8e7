import { afterAll, beforeAll, describe } from 'vitest';
import { openPrometheusHistory } from '../../../server/history/prometheus.ts';
import type { History } from '../../../server/ports.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { historyContract } from './contract.ts';
import { createPeer, type HistoryPeer, missing, type PeerName } from './prometheus-peer.ts';

/** Every test writes into a zone of its own, so that one server serves them all. */
let zones = 0;

for (const name of ['prometheus', 'victoria-metrics'] as const satisfies readonly PeerName[]) {
  const skip = missing(name);
  describe.skipIf(skip !== null)(`in ${name}${skip === null ? '' : `: ${skip}`}`, () => {
    let peer: HistoryPeer;
    beforeAll(async () => {
      peer = await createPeer(name);
      await peer.start();
    }, 60_000);
    afterAll(() => peer.remove());

    historyContract(`the engine for ${name}`, async (given, clock) => {
      const folder = testFolder('remote');
      const inventory = { ...given, zone: { ...given.zone, id: `contract-${++zones}` } };
      const { writeUrl, queryUrl } = peer;
      const history = await openPrometheusHistory({ inventory, clock, writeUrl, queryUrl, folder });
      const flushed = async (): Promise<void> => {
        await history.flushed();
        await peer.settle();
      };
      return { history: Object.assign(Object.create(history), { flushed }) as History };
    });
  });
}
