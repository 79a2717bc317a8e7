import { z } from 'zod';
import { flag, number, segment, status, text, whole, word } from './cells.ts';

/** Tables of what carries the rest: power chain, cooling, backhaul, routers, GPU nodes; and the plan and the demand. */

const watts = number(1, 1e10);
const bitPerSecond = number(1, 1e15);
const resourceId = text;

/**
 * Columns that end every table of equipment. `reporting` 0 says that nothing is expected from it although it is in
 * service; `alt` is its name elsewhere (host name, asset number).
 */
const equipment = {
  name_zh: text.optional(),
  name_en: text.optional(),
  alt: text.optional(),
  status,
  reporting: flag.optional(),
  synthetic: flag,
};

const atDatacentre = { datacentre: segment, ...equipment };

export const utilitySchema = z.object({ utility: segment, rating_w: watts, ...atDatacentre });
export const transformerSchema = z.object({ transformer: segment, rating_w: watts, ...atDatacentre });
export const generatorSchema = z.object({ generator: segment, rating_w: watts, ...atDatacentre });
export const upsSchema = z.object({ ups: segment, rating_w: watts, ...atDatacentre });
export const routerSchema = z.object({ router: segment, ...atDatacentre });

/** A distribution unit belongs to one hall, even where it feeds its neighbours too: links.csv says which feeds. */
export const pduSchema = z.object({ pdu: segment, hall: segment, rating_w: watts, ...equipment });

export const FLOOR_SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** `floor_side` is the wall as the floor plan draws the hall, `floor_position` 0–1 along it from the left or the top. */
export const coolingSchema = z.object({
  unit: segment,
  hall: segment,
  floor_side: word(...FLOOR_SIDES),
  floor_position: number(0, 1),
  cooling_w: watts,
  rating_w: watts.optional(),
  ...equipment,
});

/** Ring 0 is the core: `backhaul-node/core/c1`; the others are `backhaul-node/ring-2/n3`. */
const ring = whole(0, 9999);

export const backhaulNodeSchema = z.object({
  node: segment,
  ring,
  lat: number(-90, 90),
  lon: number(-180, 180),
  ...equipment,
});

/** `from` and `to` are resource ids of nodes; the order says nothing, except that `in` is traffic towards `from`. */
export const backhaulLinkSchema = z.object({
  link: segment,
  ring,
  from: resourceId,
  to: resourceId,
  capacity_bps: bitPerSecond,
  ...equipment,
});

export const gpuNodeSchema = z.object({
  node: segment,
  rack: resourceId,
  gpus: whole(1, 64),
  rating_w: watts.optional(),
  ...atDatacentre,
});

/** Days count from the first start of the server; a step that is done has a negative offset. */
export const milestoneSchema = z.object({
  site: segment,
  step: segment,
  offset_days: whole(-36_500, 36_500),
  lead_days: whole(0, 36_500),
  synthetic: flag,
});

export const demandSchema = z.object({
  lat: number(-90, 90),
  lon: number(-180, 180),
  people: number(0, 10_000_000),
  synthetic: flag,
});
