import type { Labels } from './write-request.ts';

/** The ten series of a rack: catalogue metric, what its exporter calls it, and the one label that tells it apart. */
const RACK_SERIES = [
  ['rack.inlet-top', 'rack_inlet_celsius', 'position', 'top'],
  ['rack.inlet-middle', 'rack_inlet_celsius', 'position', 'middle'],
  ['rack.inlet-bottom', 'rack_inlet_celsius', 'position', 'bottom'],
  ['rack.outlet', 'rack_outlet_celsius', 'position', 'back'],
  ['rack.humidity', 'rack_humidity_percent', 'position', 'front'],
  ['rack.power-a', 'rack_power_watts', 'feed', 'a'],
  ['rack.power-b', 'rack_power_watts', 'feed', 'b'],
  ['rack.current-a', 'rack_current_amperes', 'feed', 'a'],
  ['rack.current-b', 'rack_current_amperes', 'feed', 'b'],
  ['rack.energy', 'rack_energy_watt_hours', 'meter', 'main'],
] as const;

/** mapping.yaml for the names above. */
export function benchMapping(): string {
  return RACK_SERIES.map(
    ([metric, name, label, value]) =>
      `- match: { name: ${name}, labels: { ${label}: ${value} } }\n  metric: ${metric}\n  resource: 'rack/{dc}/{hall}/{row}/{rack}'\n`,
  ).join('');
}

/** Labels of all ten series of a rack `rack/<dc>/<hall>/<row>/<rack>`, as a PDU exporter's job would send them. */
export function seriesOfRack(id: string): Labels[] {
  const [, dc, hall, row, rack] = id.split('/') as [string, string, string, string, string];
  return RACK_SERIES.map(([, name, label, value]) => {
    const labels: (readonly [string, string])[] = [
      ['__name__', name],
      ['dc', dc],
      ['hall', hall],
      ['instance', `pdu-${hall}-${row}.${dc}:9116`],
      ['job', 'pdu'],
      ['rack', rack],
      ['row', row],
      [label, value],
    ];
    return labels.sort(([a], [b]) => (a < b ? -1 : 1));
  });
}

/** A plausible value for series `sample` (counted over whole racks) in a round. */
export function plausible(sample: number, round: number): number {
  const wobble = ((sample * 7 + round * 13) % 17) / 10;
  const byKind = [24, 23, 22, 33, 47, 1_300, 1_280, 5.8, 5.7, 1e6 + round * 10];
  return byKind[sample % 10]! + wobble;
}
