/** Resource blocks by bandwidth in MHz. */
type Row = Readonly<Record<number, number>>;

const FR1: Readonly<Record<number, Row>> = {
  15: { 5: 25, 10: 52, 15: 79, 20: 106, 25: 133, 30: 160, 35: 188, 40: 216, 45: 242, 50: 270 },
  30: {
    ...{ 5: 11, 10: 24, 15: 38, 20: 51, 25: 65, 30: 78, 35: 92, 40: 106, 45: 119 },
    ...{ 50: 133, 60: 162, 70: 189, 80: 217, 90: 245, 100: 273 },
  },
  60: {
    ...{ 10: 11, 15: 18, 20: 24, 25: 31, 30: 38, 35: 44, 40: 51, 45: 58 },
    ...{ 50: 65, 60: 79, 70: 93, 80: 107, 90: 121, 100: 135 },
  },
};
const FR2: Readonly<Record<number, Row>> = {
  60: { 50: 66, 100: 132, 200: 264 },
  120: { 50: 32, 100: 66, 200: 132, 400: 264 },
};
/** FR2 begins above this, GHz (TS 38.104 Table 5.1-1: FR1 ends at 7.125). */
const FR1_ENDS_GHZ = 7.125;

/**
 * Transmission bandwidth configuration N_RB of a carrier (TS 38.104 Tables 5.3.2-1 for FR1, 5.3.2-2 for FR2); undefined
 * for a pair that the tables do not have.
 */
export function resourceBlocks(bandwidthMhz: number, scsKhz: number, frequencyGhz: number): number | undefined {
  const table = frequencyGhz <= FR1_ENDS_GHZ ? FR1 : FR2;
  return table[scsKhz]?.[bandwidthMhz];
}
