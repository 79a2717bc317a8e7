import type { Position } from '../../shared/model/resource.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

interface Station {
  readonly position: Position;
  readonly name: { readonly zh: string; readonly en: string };
  readonly ocppId: string | undefined;
}

/** Adds charging stations and their connectors. */
export function buildCharging(tables: Tables, zone: string, list: ResourceList, problems: ProblemList): void {
  const stations = new Map<string, Station>();
  for (const { line, value } of tables.stations.rows) {
    const position = { lat: value.lat, lon: value.lon };
    const name = { zh: value.name_zh, en: value.name_en };
    stations.set(value.station, { position, name, ocppId: value.ocpp_id });
    list.add(
      {
        id: `charging-station/${value.station}`,
        kind: 'charging-station',
        parent: zone,
        name,
        lifecycle: value.status,
        reports: false,
        synthetic: value.synthetic,
        position,
        altResource: value.ocpp_id === undefined ? [] : [value.ocpp_id],
      },
      { file: tables.stations.file, row: line, column: 'station' },
    );
  }
  const { file, rows } = tables.connectors;
  for (const { line, value } of rows) {
    const station = stations.get(value.station);
    if (!station) {
      if (tables.stations.complete) {
        problems.add({ file, row: line, column: 'station' }, `${tables.stations.file} has no station ${value.station}`);
      }
      continue;
    }
    list.add(
      {
        id: `connector/${value.station}/${value.connector}`,
        kind: 'connector',
        parent: `charging-station/${value.station}`,
        name: {
          zh: `${station.name.zh} ${value.connector} 号枪`,
          en: `${station.name.en} connector ${value.connector}`,
        },
        lifecycle: value.status,
        reports: value.status === 'in-service',
        synthetic: value.synthetic,
        position: station.position,
        altResource: station.ocppId === undefined ? [] : [`${station.ocppId}/${value.connector}`],
        attributes: attributesOf(value, ['connector_type', 'power_kw']),
      },
      { file, row: line, column: 'connector' },
    );
  }
}
