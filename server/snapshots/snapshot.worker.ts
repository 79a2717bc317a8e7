import { parentPort } from 'node:worker_threads';
import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import { compareSnapshots } from './compare.ts';
import { checkDocument, readContent } from './document.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { readDocument, sealSnapshot } from './seal.ts';

/** Where snapshots are put together, hashed, checked and compared: nothing of it holds up what arrives. */
const port = parentPort!;
const resources = new Map<ResourceKind, Resource[]>();

async function run(message: ToWorker): Promise<FromWorker | null> {
  switch (message.type) {
    case 'resources': {
      const before = resources.get(message.kind);
      if (before === undefined) resources.set(message.kind, [...message.resources]);
      else before.push(...message.resources);
      return null;
    }
    case 'seal': {
      const facts = await sealSnapshot(message.captured, resources, message.path);
      resources.clear();
      return { type: 'sealed', facts };
    }
    case 'check':
      return { type: 'checked', checked: await checkFile(message.path) };
    case 'compare': {
      const [a, b] = await Promise.all([readDocument(message.a), readDocument(message.b)]);
      return { type: 'compared', comparison: compareSnapshots(readContent(a), readContent(b)) };
    }
  }
}

async function checkFile(path: string) {
  try {
    return checkDocument(await readDocument(path));
  } catch {
    // Cut off, or not what it was compressed to: the file is damaged, and that is the answer.
    return { id: '', sha256: null, computed: null, problem: 'unreadable' as const };
  }
}

let turn = Promise.resolve();
port.on('message', (message: ToWorker) => {
  turn = turn.then(async () => {
    const answer = await run(message).catch((error: unknown): FromWorker => {
      resources.clear();
      return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
    });
    if (answer !== null) port.postMessage(answer);
  });
});
