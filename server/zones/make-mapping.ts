/** mapping.yaml of the demo zone: the presets with what they must be told, and rules for cells and connectors. */
export function makeMapping(
  uplinks: readonly { readonly uplink: string; readonly if_name: string }[],
  upsIds: readonly string[],
): string {
  const ports = uplinks.map(({ uplink, if_name }) => `        ${if_name}: ${uplink}`).join('\n');
  const instances = upsIds.map((ups) => `        qy-ups-${ups}: ${ups}`).join('\n');
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
  # power_meter_watts{dc, element, id}, power_energized{dc, element, id}, power_phase_amperes{dc, element, hall, feed, phase}
  - generic-power
  # upsOutputSource{instance}, upsEstimatedMinutesRemaining{instance}
  - use: snmp-ups
    with: { dc: qingyun }
    values:
      instance:
${instances}
  # crah_supply_air_celsius{dc, hall, unit}, …
  - generic-cooling
  # Recording rules over the series of dcgm-exporter, by Hostname, which is the node's id.
  - use: dcgm-exporter
    with: { dc: qingyun }

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

  # A site's own plant: label site. Mains 0 lost, 1 present; rectifier 0 failed, 1 working; clock 0 hold-over, 1 locked, 2 free running.
  - match: { name: site_mains_present }
    metric: site.mains
    resource: site/{site}
  - match: { name: site_battery_runtime_seconds }
    metric: site.battery-runtime
    resource: site/{site}
  - match: { name: site_radio_backup_seconds }
    metric: site.radio-backup-left
    resource: site/{site}
  - match: { name: site_rectifier_working }
    metric: site.rectifier
    resource: site/{site}
  - match: { name: site_clock_state }
    metric: site.clock
    resource: site/{site}
  - match: { name: site_clock_holdover_seconds }
    metric: site.holdover-left
    resource: site/{site}

  # Backhaul: labels ring (ring-2) and node (n3) or link (l3).
  - match: { name: backhaul_node_up }
    metric: backhaul-node.operational-state
    resource: backhaul-node/{ring}/{node}
  - match: { name: backhaul_link_up }
    metric: backhaul-link.operational-state
    resource: backhaul-link/{ring}/{link}
  - match: { name: backhaul_link_in_bytes_total }
    metric: backhaul-link.in
    resource: backhaul-link/{ring}/{link}
    scale: 8
    type: counter
  - match: { name: backhaul_link_out_bytes_total }
    metric: backhaul-link.out
    resource: backhaul-link/{ring}/{link}
    scale: 8
    type: counter
  - match: { name: router_up }
    metric: router.operational-state
    resource: router/qingyun/{router}
    values:
      router: { qy-er-1: r1, qy-er-2: r2, qy-er-3: r3, qy-er-4: r4 }

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
