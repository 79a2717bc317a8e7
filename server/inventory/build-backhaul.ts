import { addEquipment } from './equipment.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import type { ResourceList } from './resource-list.ts';

/** Adds backhaul nodes and the links between them. */
export function buildBackhaul(tables: Tables, zone: string, list: ResourceList, problems: ProblemList): void {
  const { backhaulNodes, backhaulLinks } = tables;
  for (const { line, value } of backhaulNodes.rows) {
    const code = `${ringName(value.ring)} ${value.node}`.toUpperCase();
    addEquipment(
      list,
      {
        id: `backhaul-node/${ringName(value.ring)}/${value.node}`,
        kind: 'backhaul-node',
        parent: zone,
        zh: `传输节点 ${code}`,
        en: `Backhaul node ${code}`,
        position: { lat: value.lat, lon: value.lon },
      },
      value,
      ['ring'],
      { file: backhaulNodes.file, row: line, column: 'node' },
    );
  }
  for (const { line, value } of backhaulLinks.rows) {
    const place = { file: backhaulLinks.file, row: line };
    const code = `${ringName(value.ring)} ${value.link}`.toUpperCase();
    for (const end of ['from', 'to'] as const) {
      if (!backhaulNodes.complete || list.get(value[end])?.kind === 'backhaul-node') continue;
      problems.add({ ...place, column: end }, `${value[end]} names no node of ${backhaulNodes.file}`);
    }
    if (value.from === value.to) problems.add({ ...place, column: 'to' }, 'is the node that the link comes from');
    addEquipment(
      list,
      {
        id: `backhaul-link/${ringName(value.ring)}/${value.link}`,
        kind: 'backhaul-link',
        parent: zone,
        zh: `传输链路 ${code}`,
        en: `Backhaul link ${code}`,
      },
      value,
      ['ring', 'from', 'to', 'capacity_bps'] as const,
      { ...place, column: 'link' },
    );
  }
}

function ringName(ring: number): string {
  return ring === 0 ? 'core' : `ring-${ring}`;
}
