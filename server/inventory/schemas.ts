import { z } from 'zod';
import { date, flag, number, segment, status, text, whole, word } from './cells.ts';

/** The files of a zone pack, column by column. Ids are single segments; resource ids are made from them. */

const lat = number(-90, 90);
const lon = number(-180, 180);
const amperes = number(0, 100_000);
const watts = number(1, 1e10);

export const siteSchema = z.object({
  site_id: segment,
  site_name_zh: text,
  site_name_en: text,
  lat,
  lon,
  crs: word('WGS84'),
  status,
  phase: text.optional(),
  on_air_date: date.optional(),
  area: text.optional(),
  backhaul_node: text.optional(),
  power_feed: text.optional(),
  vendor: text.optional(),
  synthetic: flag,
});

/** NCI, PCI and TAC as in TS 38.413 and TS 38.211; NR-ARFCN by TS 38.104 §5.4.2. */
export const cellSchema = z.object({
  site_id: segment,
  cell_id: whole(0, 16_383),
  gnb_id: whole(0, 2 ** 32 - 1),
  gnb_id_len: whole(22, 32),
  nci: whole(0, 2 ** 36 - 1),
  tac: whole(0, 2 ** 24 - 1),
  pci: whole(0, 1007),
  band: text,
  nr_arfcn: whole(0, 3_279_165),
  ssb_arfcn: whole(0, 3_279_165).optional(),
  scs_khz: whole(15, 960),
  bw_mhz: number(1, 2000),
  duplex: word('TDD', 'FDD', 'SUL', 'SDL'),
  tx_power_dbm: number(-50, 80),
  antenna_model: text.optional(),
  gain_dbi: number(-20, 60),
  azimuth_deg: number(0, 360),
  beamwidth_deg: number(1, 360),
  height_m: number(0, 1000),
  mech_tilt_deg: number(-90, 90),
  elec_tilt_deg: number(-90, 90),
  vendor: text.optional(),
  synthetic: flag,
});

export const datacentreSchema = z.object({
  datacentre: segment,
  name_zh: text,
  name_en: text,
  lat,
  lon,
  status,
  synthetic: flag,
});

export const phaseSchema = z.object({
  phase: segment,
  datacentre: segment,
  name_zh: text,
  name_en: text,
  status,
  in_service_date: date.optional(),
  synthetic: flag,
});

export const hallSchema = z.object({
  hall: segment,
  phase: segment,
  name_zh: text,
  name_en: text,
  status,
  rows: whole(1, 1000),
  racks_per_row: whole(1, 1000),
  progress_pct: number(0, 100).optional(),
  floor_col: whole(0, 1000),
  floor_row: whole(0, 1000),
  synthetic: flag,
});

export const feedSchema = z.object({
  hall: segment,
  feed: segment,
  rating_a: amperes,
  voltage_v: number(1, 1_000_000),
  /** What load is measured against; without it there is no load. */
  rating_w: watts.optional(),
  status,
  reporting: flag.optional(),
  synthetic: flag,
});

export const rackSchema = z.object({
  hall: segment,
  row: segment,
  rack: segment,
  status,
  units: whole(1, 100),
  feed_a: segment.optional(),
  feed_b: segment.optional(),
  feed_a_rating_a: amperes.optional(),
  feed_b_rating_a: amperes.optional(),
  rated_w: number(0, 1_000_000),
  occupied: whole(0, 1),
  tenant: text.optional(),
  synthetic: flag,
});

export const carrierSchema = z.object({
  carrier: segment,
  datacentre: segment,
  name_zh: text,
  name_en: text,
  status,
  synthetic: flag,
});

export const uplinkSchema = z.object({
  uplink: segment,
  carrier: segment,
  router: text,
  name_zh: text,
  name_en: text,
  if_name: text,
  alt: text.optional(),
  capacity_bps: number(1, 1e15),
  status,
  synthetic: flag,
});

export const stationSchema = z.object({
  station: segment,
  name_zh: text,
  name_en: text,
  lat,
  lon,
  status,
  ocpp_id: text.optional(),
  synthetic: flag,
});

export const connectorSchema = z.object({
  station: segment,
  connector: segment,
  connector_type: word('AC', 'DC'),
  power_kw: number(0.1, 10_000),
  status,
  synthetic: flag,
});

export const linkSchema = z.object({
  from: text,
  to: text,
  role: word('power', 'cooling', 'transport', 'carrier', 'neighbour'),
});
