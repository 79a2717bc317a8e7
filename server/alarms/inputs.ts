import { type AlarmRecord, isListed, type Operator } from '../../shared/alarms/alarm.ts';
import * as life from '../../shared/alarms/life-cycle.ts';
import type { MaintenanceWindow } from '../../shared/alarms/maintenance.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import { type AlarmAction, AlarmRefused, type AlarmReport } from '../ports.ts';
import { keyOf } from './alarm-list.ts';
import { NEVER } from './condition.ts';
import type { Engine } from './engine.ts';
import type { Rule } from './rule.ts';

const LONGEST_SHELF_MS = 90 * 86_400_000;

/**
 * What comes to the alarms from elsewhere than the journal: kept in alarms.db with the sequence of the record before it,
 * so that a replay takes it at the same place.
 */
export type Input =
  | { readonly type: 'action'; readonly id: string; readonly action: AlarmAction; readonly by: Operator }
  | { readonly type: 'report'; readonly report: AlarmReport }
  | { readonly type: 'reports'; readonly reports: readonly AlarmReport[] }
  | { readonly type: 'maintenance'; readonly window: MaintenanceWindow }
  | { readonly type: 'maintenance-end'; readonly id: string; readonly by: Operator };

export interface Inputs {
  /** Throws AlarmRefused for an action that the record does not take now; changes nothing. */
  check(id: string, action: AlarmAction, at: number): void;
  /**
   * Takes an input at journal time `at`. What no longer fits (a replay of half a journal) is ignored. Of reports it says why
   * each changed nothing, or null.
   */
  take(input: Input, at: number): readonly (string | null)[];
  canClear(record: AlarmRecord): boolean;
}

export function createInputs(
  engine: Engine,
  rules: ReadonlyMap<string, Rule>,
  view: (record: AlarmRecord) => AlarmView,
): Inputs {
  const { list, windows } = engine;

  /** By hand where its source may never do it, and where nobody speaks for it any more. */
  const canClear = (record: AlarmRecord): boolean => {
    if (record.clearance !== null) return false;
    const rule = rules.get(record.rule);
    return record.unknownSince !== null || rule === undefined || (rule.by === 'report' && rule.clearable);
  };

  const refuse = (record: AlarmRecord, code: AlarmRefused['code'], message: string, field?: string): never => {
    throw new AlarmRefused(code, message, field, view(record));
  };

  const act = (record: AlarmRecord, action: AlarmAction, at: number, by: Operator): void => {
    switch (action.type) {
      case 'acknowledge': {
        const commented = action.comment === undefined ? record : life.comment(record, action.comment, at, by);
        if (commented !== record) list.put(commented, 'comment', at, by, action.comment);
        list.put(life.acknowledge(commented, at, by), 'acknowledge', at, by);
        return;
      }
      case 'comment':
        list.put(life.comment(record, action.text, at, by), 'comment', at, by, action.text);
        return;
      case 'assign':
        list.put(life.assign(record, action.owner), 'assign', at, by, action.owner);
        return;
      case 'shelve':
        list.put(life.shelve(record, action, at, by), 'shelve', at, by, action.reason);
        return;
      case 'unshelve':
        list.put(life.unshelve(record, by), 'unshelve', at, by);
        return;
      case 'clear': {
        const condition = engine.conditions.find(keyOf(record.rule, record.resource, record.qualifier));
        if (condition === undefined || condition.alarm !== record.id) return;
        condition.judged = null;
        condition.dueAt = NEVER;
        engine.raising.end(condition, 'operator', at, at, by, action.reason);
        engine.conditions.refresh(condition);
      }
    }
  };

  return {
    canClear,
    check(id, action, at) {
      const record = list.find(id);
      if (record === undefined) throw new AlarmRefused('no-such-alarm', 'there is no such alarm in the list', 'id');
      if (action.revision !== undefined && action.revision !== record.revision) {
        refuse(record, 'conflict', 'somebody else has acted on this alarm since it was read', 'revision');
      }
      if (!isListed(record)) refuse(record, 'gone', 'the alarm has left the list');
      if (action.type === 'acknowledge' && record.acknowledgement !== null) {
        refuse(record, 'already-acknowledged', `acknowledged by ${record.acknowledgement.by.name} already`);
      }
      if (action.type === 'assign' && action.owner === record.owner) {
        refuse(record, 'same-owner', 'the alarm has this owner already', 'owner');
      }
      if (action.type === 'shelve' && action.until <= at) {
        refuse(record, 'in-the-past', 'the shelf would end before it begins', 'until');
      }
      if (action.type === 'shelve' && action.until > at + LONGEST_SHELF_MS) {
        refuse(record, 'too-far', 'a shelf lasts 90 days at most', 'until');
      }
      if (action.type === 'unshelve' && record.shelf === null)
        refuse(record, 'not-shelved', 'the alarm is not shelved');
      if (action.type === 'clear' && record.clearance !== null)
        refuse(record, 'already-cleared', 'the alarm has cleared');
      if (action.type === 'clear' && !canClear(record)) {
        refuse(record, 'not-clearable', 'the alarm clears when its condition ends; acknowledge or shelve it');
      }
    },
    take(input, at) {
      engine.advance(at);
      switch (input.type) {
        case 'action': {
          const record = list.find(input.id);
          try {
            if (record !== undefined) act(record, input.action, engine.now, input.by);
          } catch (error) {
            if (!(error instanceof life.IllegalTransition)) throw error;
          }
          return [];
        }
        case 'report':
          return [engine.report(input.report)];
        case 'reports':
          return input.reports.map((report) => engine.report(report));
        case 'maintenance':
          windows.put(input.window);
          engine.cover();
          return [];
        case 'maintenance-end':
          windows.remove(input.id);
          engine.cover();
          return [];
      }
    },
  };
}
