import type { TextKey } from '../../../shared/text/index.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { Entry } from './explored.ts';

export interface Example {
  readonly title: TextKey;
  readonly entries: readonly Entry[];
}

/** Something to begin with, of what this zone has. */
export function examplesOf(index: InventoryIndex): readonly Example[] {
  const zone = index.id('zone', 0);
  const has = (kind: Parameters<InventoryIndex['count']>[0]) => index.count(kind) > 0;
  return [
    ...(has('rack')
      ? [
          {
            title: 'explore.example-zone' as const,
            entries: ['zone.it-power', 'zone.egress-out', 'zone.egress-in'].map((metric) => ({ metric, of: zone })),
          },
          { title: 'explore.example-halls' as const, entries: [{ metric: 'rack.inlet', of: 'hall' }] },
        ]
      : []),
    ...(has('cell')
      ? [{ title: 'explore.example-bands' as const, entries: [{ metric: 'cell.prb-dl', of: 'band' }] }]
      : []),
    ...(has('uplink')
      ? [{ title: 'explore.example-carriers' as const, entries: [{ metric: 'uplink.out', of: 'carrier' }] }]
      : []),
  ];
}
