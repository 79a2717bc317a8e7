import { useMemo } from 'react';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { createAlarmRollUp } from '../../live/alarm-roll-up.ts';
import { useAlarms } from '../../live/alarms-react.ts';
import type { FloorAlarms } from '../../map/floor/state.ts';
import { useQueryParam } from '../../state/use-query-param.ts';

const HIDDEN = 'alarms';

/** Standing alarms of racks and halls as the floor marks them, null while they are hidden; and how to hide them (`hide=alarms`). */
export function useFloorAlarms(index: InventoryIndex): [FloorAlarms | null, boolean, () => void] {
  const [hide, setHide] = useQueryParam('hide', 'replace');
  const shown = hide !== HIDDEN;
  const { alarms } = useAlarms();
  const worst = useMemo(() => createAlarmRollUp(index, ['rack', 'hall']), [index]);
  const marks = useMemo(() => (shown ? worst(alarms.values()) : null), [worst, alarms, shown]);
  return [marks, shown, () => setHide(shown ? HIDDEN : null)];
}
