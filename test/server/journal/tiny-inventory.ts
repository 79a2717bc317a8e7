import type { JournalInventory } from '../../../server/journal/index.ts';
import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { createDictionary } from '../../../shared/model/dictionary.ts';
import type { Resource } from '../../../shared/model/resource.ts';

/** As much of an inventory as the journal needs: racks of the given ids, with some of the catalogue's metrics. */
export function tinyInventory(
  version: string,
  racks: readonly string[] = ['rack/a', 'rack/b', 'rack/c'],
  metrics: readonly MetricDefinition[] = metricsOf('rack'),
): JournalInventory {
  const resources = racks.map(
    (id): Resource => ({
      id,
      kind: 'rack',
      parent: null,
      name: { zh: id, en: id },
      lifecycle: 'in-service',
      reporting: true,
      synthetic: true,
      attributes: new Map(),
    }),
  );
  const dictionary = createDictionary(new Map([['rack', racks.length]]), (kind) => (kind === 'rack' ? metrics : []));
  return {
    version,
    dictionary,
    ofKind: (kind) => (kind === 'rack' ? resources : []),
    series(resource, metric) {
      const ordinal = racks.indexOf(resource);
      const index = metrics.findIndex(({ id }) => id === metric);
      return ordinal < 0 || index < 0 ? -1 : dictionary.series('rack', ordinal, index);
    },
  };
}
