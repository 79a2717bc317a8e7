const NODES = 128;
const GPUS_PER_NODE = 8;
/** Nameplate of a node of eight GPUs of 400 W. */
const NODE_W = 6500;
const MOST_PER_RACK = 4;
/** Racks of AI rows are rated at 15 kW and more; others at 8 kW at most. */
const AI_RACK_W = 15_000;

interface Rack {
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  readonly status: string;
  readonly rated_w: number;
  readonly occupied: number;
}

/** Rows of gpu-nodes.csv: the AI computing centre fills let racks of AI rows, hall by hall, as far as their power goes. */
export function makeCompute(racks: readonly Rack[]) {
  const places = racks
    .filter(({ status, rated_w, occupied }) => status === 'in_service' && occupied === 1 && rated_w >= AI_RACK_W)
    .flatMap(({ hall, row, rack, rated_w }) =>
      Array.from({ length: Math.min(MOST_PER_RACK, Math.floor(rated_w / NODE_W)) }, () => `${hall}/${row}/${rack}`),
    );
  return places.slice(0, NODES).map((place, index) => {
    const number = String(index + 1).padStart(3, '0');
    return {
      node: `gpu-${number}`,
      datacentre: 'qingyun',
      rack: `rack/qingyun/${place}`,
      gpus: GPUS_PER_NODE,
      rating_w: NODE_W,
      name_zh: `智算节点 ${number}`,
      name_en: `GPU node ${number}`,
      status: 'in_service',
      synthetic: 1,
    };
  });
}
