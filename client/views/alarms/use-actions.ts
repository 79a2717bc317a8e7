import { useCallback, useRef, useState } from 'react';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import type { AlarmAct } from '../../api/alarms.ts';
import { useOperator } from '../../state/operator.ts';
import { type ActReport, type ActType, actOnAll, applies } from './act.ts';

/** What is asked of the operator before an action is sent. */
export type Asking =
  | { readonly what: 'name' }
  | { readonly what: Exclude<ActType, 'acknowledge' | 'unshelve'>; readonly alarms: readonly AlarmView[] };

export interface AlarmActions {
  readonly asking: Asking | null;
  /** What came of the last action; null before the first and when it was put away. */
  readonly report: ActReport | null;
  readonly busy: boolean;
  /** Begins an action on those of the alarms that it applies to: asks what is missing, then sends. */
  start(type: ActType, alarms: readonly AlarmView[]): void;
  /** Calls back with the operator's name, asking for it once. */
  withName(then: (operator: string) => void): void;
  askName(): void;
  submit(act: AlarmAct, alarms: readonly AlarmView[]): void;
  named(name: string): void;
  cancel(): void;
  dismiss(): void;
}

/** The way of an action: name, question, requests, report. Its effect comes down the alarm channel. */
export function useActions(): AlarmActions {
  const operator = useOperator(({ name }) => name);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [report, setReport] = useState<ActReport | null>(null);
  const [busy, setBusy] = useState(false);
  /** What goes on once the name is there. */
  const waiting = useRef<((operator: string) => void) | null>(null);

  const withName = useCallback(
    (then: (operator: string) => void) => {
      if (operator !== null) return then(operator);
      waiting.current = then;
      setAsking({ what: 'name' });
    },
    [operator],
  );
  const send = useCallback((act: AlarmAct, alarms: readonly AlarmView[], by: string) => {
    setBusy(true);
    void actOnAll(act, alarms, by).then((result) => {
      setReport(result);
      setBusy(false);
    });
  }, []);
  const start = useCallback(
    (type: ActType, wanted: readonly AlarmView[]) => {
      if (wanted.length === 0) return;
      const alarms = wanted.filter((alarm) => applies(type, alarm));
      if (alarms.length === 0) {
        setReport({ type, done: 0, conflicts: [], refused: [] });
        return;
      }
      withName((by) => {
        if (type === 'acknowledge' || type === 'unshelve') send({ type }, alarms, by);
        else setAsking({ what: type, alarms });
      });
    },
    [withName, send],
  );
  return {
    asking,
    report,
    busy,
    start,
    withName,
    askName() {
      waiting.current = null;
      setAsking({ what: 'name' });
    },
    submit(act, alarms) {
      setAsking(null);
      withName((by) => send(act, alarms, by));
    },
    named(name) {
      const then = waiting.current;
      waiting.current = null;
      setAsking(null);
      then?.(name);
    },
    cancel() {
      waiting.current = null;
      setAsking(null);
    },
    dismiss: () => setReport(null),
  };
}
