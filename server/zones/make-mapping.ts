/** mapping.yaml of the demo zone: the two presets, with the ports' ifNames, and rules for cells and connectors. */
export function makeMapping(uplinks: readonly { readonly uplink: string; readonly if_name: string }[]): string {
  const ports = uplinks.map(({ uplink, if_name }) => `        ${if_name}: ${uplink}`).join('\n');
  return `# What senders call things, and which metric of which resource that is. Written by npm run zone.
# The zone's own rules win over those of the presets.
presets:
  # rack_inlet_celsius{dc, hall, row, rack, position}, rack_feed_power_watts{dc, hall, row, rack, feed}, …
  - generic-pdu
  # ifHCInOctets{ifName}, ifHCOutOctets{ifName}, ifOperStatus{ifName} of the edge routers
  - use: snmp-if-mib
    with: { dc: qingyun }
    values:
      ifName:
${ports}

rules:
  # Cells, by an exporter in front of the element manager: labels site (qd-ht-019) and cell (1).
  - match: { name: nr_cell_operational_state }
    metric: cell.operational-state
    resource: cell/{site}/{cell}
  - match: { name: nr_cell_prb_dl_percent }
    metric: cell.prb-dl
    resource: cell/{site}/{cell}
  - match: { name: nr_cell_prb_ul_percent }
    metric: cell.prb-ul
    resource: cell/{site}/{cell}
  - match: { name: nr_cell_rrc_users }
    metric: cell.users
    resource: cell/{site}/{cell}
  - match: { name: nr_cell_power_watts }
    metric: cell.power
    resource: cell/{site}/{cell}
  # Bytes since the start of the exporter: a counter, octets to bits.
  - match: { name: nr_cell_dl_bytes_total }
    metric: cell.traffic-dl
    resource: cell/{site}/{cell}
    scale: 8
    type: counter
  - match: { name: nr_cell_ul_bytes_total }
    metric: cell.traffic-ul
    resource: cell/{site}/{cell}
    scale: 8
    type: counter

  # Charging: labels station (cs-012) and connector (1).
  - match: { name: evse_connector_power_watts }
    metric: connector.power
    resource: connector/{station}/{connector}
  - match: { name: evse_connector_energy_watthours }
    metric: connector.energy
    resource: connector/{station}/{connector}
  # Numbered as OCPP 1.6 lists them: 0 Available … 8 Faulted. Where a sender numbers otherwise: states: { 1: 0, … }
  - match: { name: evse_connector_status }
    metric: connector.status
    resource: connector/{station}/{connector}
`;
}
