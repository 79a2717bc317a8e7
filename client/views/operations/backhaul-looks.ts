import type { Dictionary } from '../../../shared/model/dictionary.ts';
import { SEVERITIES } from '../../../shared/model/sample.ts';
import type { BackhaulState } from '../../map/backhaul-state.ts';
import { MARK, styleOfFlags } from '../../map/mark-style.ts';
import { UNKNOWN } from '../../map/sector-state.ts';
import { CIVIDIS, type Palette, packHex } from '../../ui/palette.ts';
import { type LiveColumns, liveEquals, seriesOf, stateReader } from './live-states.ts';

/** A link at 100 % of its capacity has the scale's last colour. */
const FULL_PERCENT = 100;
const LAST = CIVIDIS.length - 1;

/** Writes what live values say of the transport network: load as colour, state as shape, down as a broken line. */
export function lookAtBackhaul(
  backhaul: BackhaulState,
  dictionary: Dictionary,
  live: LiveColumns,
  palette: Palette,
): void {
  const colours = SEVERITIES.map((severity) => packHex(palette[severity]));
  const links = stateReader(dictionary, 'backhaul-link', live);
  const isDown = liveEquals(dictionary, 'backhaul-link.operational-state', 0, live);
  const load = seriesOf(dictionary, 'backhaul-link.utilization');
  for (let link = 0; link < backhaul.linkCount; link++) {
    const s = load.first + link * load.step;
    const style = styleOfFlags(live.flags[s] ?? 0);
    const severity = links.now(link);
    const down = isDown(link);
    backhaul.linkSeverity[link] = severity;
    backhaul.linkStyle[link] = down ? MARK.hollow : style;
    const share = Math.min(1, Math.max(0, (live.value[s] ?? 0) / FULL_PERCENT));
    backhaul.linkColour[link] =
      down || style === MARK.dashed ? colours[down ? severity : UNKNOWN]! : CIVIDIS[Math.round(LAST * share)]!;
  }
  const nodes = stateReader(dictionary, 'backhaul-node', live);
  for (let node = 0; node < backhaul.nodeCount; node++) {
    backhaul.nodeSeverity[node] = nodes.now(node);
    backhaul.nodeStyle[node] = nodes.style(node);
  }
}
