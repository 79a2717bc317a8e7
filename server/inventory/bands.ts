/** Downlink of NR operating bands in use here, MHz (TS 38.104 Table 5.2-1). */
const DOWNLINK_MHZ = new Map<string, readonly [number, number]>([
  ['n1', [2110, 2170]],
  ['n3', [1805, 1880]],
  ['n5', [869, 894]],
  ['n8', [925, 960]],
  ['n28', [758, 803]],
  ['n40', [2300, 2400]],
  ['n41', [2496, 2690]],
  ['n77', [3300, 4200]],
  ['n78', [3300, 3800]],
  ['n79', [4400, 5000]],
]);

/** Frequency of an NR-ARFCN in MHz (TS 38.104 Table 5.4.2.1-1). */
function arfcnMhz(arfcn: number): number {
  if (arfcn < 600_000) return arfcn * 0.005;
  if (arfcn < 2_016_667) return 3000 + (arfcn - 600_000) * 0.015;
  return 24_250.08 + (arfcn - 2_016_667) * 0.06;
}

/** What is wrong with a channel number in a band; bands that are not listed are not judged. */
export function bandProblem(band: string, arfcn: number | undefined): string | undefined {
  const range = DOWNLINK_MHZ.get(band);
  if (!range || arfcn === undefined) return undefined;
  const mhz = arfcnMhz(arfcn);
  if (mhz >= range[0] && mhz <= range[1]) return undefined;
  return `${arfcn} is ${mhz.toFixed(2)} MHz, outside ${band} (${range[0]}–${range[1]} MHz)`;
}
