import type { Rule } from '../rule.ts';
import { backhaulDown } from './backhaul-down.ts';
import { backhaulLoad } from './backhaul-load.ts';
import { batteryLow } from './battery-low.ts';
import { carrierCut } from './carrier-cut.ts';
import { cellUnavailable } from './cell-unavailable.ts';
import { chargerFault } from './charger-fault.ts';
import { clockSkew } from './clock-skew.ts';
import { clockUnlocked } from './clock-unlocked.ts';
import { coolingTrip } from './cooling-trip.ts';
import { dewPoint } from './dew-point.ts';
import { egressForecast } from './egress-forecast.ts';
import { egressLoad } from './egress-load.ts';
import { egressN1 } from './egress-n-1.ts';
import { failoverHeadroom } from './failover-headroom.ts';
import { feedDead } from './feed-dead.ts';
import { generatorFailed } from './generator-failed.ts';
import { gpuMissing } from './gpu-missing.ts';
import { gpuTemperature } from './gpu-temperature.ts';
import { hallDark } from './hall-dark.ts';
import { hallHot } from './hall-hot.ts';
import { hallSilent } from './hall-silent.ts';
import { humidity } from './humidity.ts';
import { inlet } from './inlet.ts';
import { inletRise } from './inlet-rise.ts';
import { phaseLoad } from './phase-load.ts';
import { prbLoad } from './prb-load.ts';
import { prbLoadUplink } from './prb-load-uplink.ts';
import { pueMetering } from './pue-metering.ts';
import { rackDark } from './rack-dark.ts';
import { rectifierFailure } from './rectifier-failure.ts';
import { alarmFlood, external, ownDisk, ownLag } from './reported.ts';
import { routerDown } from './router-down.ts';
import { silence } from './silence.ts';
import { siteMains } from './site-mains.ts';
import { siteUnavailable } from './site-unavailable.ts';
import { sleepingCell } from './sleeping-cell.ts';
import { sourceSilence } from './source-silence.ts';
import { stationOut } from './station-out.ts';
import { supplyLoad } from './supply-load.ts';
import { uplinkDown } from './uplink-down.ts';
import { upsBattery } from './ups-battery.ts';
import { upsState } from './ups-state.ts';

/** Every rule. A rule is one file beside this one and one line here; its words are `alarms.problem.<name>`. */
export const rules: readonly Rule[] = [
  siteUnavailable,
  cellUnavailable,
  sleepingCell,
  prbLoad,
  prbLoadUplink,
  siteMains,
  rectifierFailure,
  batteryLow,
  clockUnlocked,
  backhaulDown,
  backhaulLoad,
  routerDown,
  inlet,
  inletRise,
  hallHot,
  dewPoint,
  humidity,
  feedDead,
  hallDark,
  rackDark,
  supplyLoad,
  phaseLoad,
  failoverHeadroom,
  upsState,
  upsBattery,
  generatorFailed,
  coolingTrip,
  uplinkDown,
  carrierCut,
  egressLoad,
  egressN1,
  egressForecast,
  pueMetering,
  chargerFault,
  stationOut,
  gpuMissing,
  gpuTemperature,
  silence,
  hallSilent,
  sourceSilence,
  clockSkew,
  external,
  ownDisk,
  ownLag,
  alarmFlood,
];
