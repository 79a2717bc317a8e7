import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { type AlarmAct, AlarmConflict, actOnAlarm } from '../../api/alarms.ts';

export type ActType = AlarmAct['type'];

/** What came of an action on several alarms. */
export interface ActReport {
  readonly type: ActType;
  readonly done: number;
  /** Somebody was faster: the records as they are now. */
  readonly conflicts: readonly AlarmView[];
  readonly refused: readonly { readonly alarm: AlarmView; readonly what: string }[];
}

/** So many requests at a time: one selection of a thousand must not shut out everything else. */
const AT_ONCE = 6;

/** True where an action can change something. */
export function applies(type: ActType, alarm: AlarmView): boolean {
  switch (type) {
    case 'acknowledge':
      return alarm.acknowledgement === null;
    case 'unshelve':
      return alarm.shelf !== null;
    case 'clear':
      return alarm.canClear && alarm.clearance === null;
    default:
      return true;
  }
}

/** Does it to each, as the operator saw it; one that fails does not stop the others. */
export async function actOnAll(
  act: AlarmAct,
  alarms: readonly AlarmView[],
  operator: string,
  send: typeof actOnAlarm = actOnAlarm,
): Promise<ActReport> {
  const conflicts: AlarmView[] = [];
  const refused: { alarm: AlarmView; what: string }[] = [];
  let done = 0;
  const waiting = [...alarms];
  const work = async (): Promise<void> => {
    for (let alarm = waiting.shift(); alarm !== undefined; alarm = waiting.shift()) {
      try {
        await send(alarm, act, operator);
        done++;
      } catch (error) {
        if (error instanceof AlarmConflict) conflicts.push(error.alarm);
        else refused.push({ alarm, what: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { type: act.type, done, conflicts, refused };
}
