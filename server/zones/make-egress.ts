const CARRIERS = [
  { id: 'cmcc', zh: '中国移动', en: 'China Mobile' },
  { id: 'ct', zh: '中国电信', en: 'China Telecom' },
  { id: 'cu', zh: '中国联通', en: 'China Unicom' },
  { id: 'cernet', zh: '教育网', en: 'CERNET' },
] as const;

/** Twelve ports of 400G and two of 100G: 5 Tbit/s per carrier, 20 Tbit/s in all. */
const PORTS_GBPS = [...Array.from({ length: 12 }, () => 400), 100, 100];

const ROUTERS = [1, 2, 3, 4] as const;

/** Rows of carriers.csv, routers.csv and uplinks.csv; an uplink names its router as the network does (`alt`). */
export function makeEgress() {
  const carrierRows = CARRIERS.map(({ id, zh, en }) => ({
    carrier: id,
    datacentre: 'qingyun',
    name_zh: zh,
    name_en: en,
    status: 'in_service',
    synthetic: 1,
  }));
  const uplinkRows = CARRIERS.flatMap((carrier, slot) =>
    PORTS_GBPS.map((gbps, index) => uplinkRow(carrier, slot + 1, index, gbps)),
  );
  const routerRows = ROUTERS.map((member) => ({
    router: `r${member}`,
    datacentre: 'qingyun',
    name_zh: `出口路由器 ${member}`,
    name_en: `Egress router ${member}`,
    alt: `qy-er-${member}`,
    status: 'in_service',
    synthetic: 1,
  }));
  return { carrierRows, routerRows, uplinkRows };
}

/** Ports go round the edge routers: losing one leaves three quarters of the egress. The first number of the ifName is the router's. */
function uplinkRow(carrier: (typeof CARRIERS)[number], slot: number, index: number, gbps: number) {
  const number = String(index + 1).padStart(2, '0');
  const member = (index % ROUTERS.length) + 1;
  return {
    uplink: `${carrier.id}-${number}`,
    carrier: carrier.id,
    router: `qy-er-${member}`,
    name_zh: `${carrier.zh} ${number} 口`,
    name_en: `${carrier.en} port ${number}`,
    if_name: `${gbps}GE${member}/${slot}/${Math.floor(index / ROUTERS.length)}`,
    alt: `to-${carrier.id}-${number}`,
    capacity_bps: gbps * 1e9,
    status: 'in_service',
    synthetic: 1,
  };
}
