import type { TableImport, TableImportState, TableName } from '../../../shared/wire/planning.ts';
import { type Inventory, type Planning, PlanningRefused, type TableOverlay } from '../../ports.ts';
import type { CheckedTable } from './check-table.ts';
import type { ImportAnswer, ImportQuestion } from './import-file.ts';
import { type TableProblem, tableProblem } from './problems.ts';
import { tableState } from './table-state.ts';

export interface ImportStages {
  readonly inventory: Inventory;
  /** Null where nothing can be kept. */
  readonly overlay: TableOverlay | null;
  /** Reads and checks a file, in a thread of its own. */
  readonly read: (question: ImportQuestion) => Promise<ImportAnswer>;
}

const MOST_PROBLEMS = 200;
const MOST_IDS = 1_000;

/** Imports of tables, one at a time: a commit sees what the one before it left. */
export function createImports({
  inventory,
  overlay,
  read,
}: ImportStages): Pick<Planning, 'importTable' | 'tableImportState'> {
  let last: Promise<unknown> = Promise.resolve();
  const pending = (): TableImportState['pending'] => ({
    sites: overlay?.pending('sites').size ?? 0,
    cells: overlay?.pending('cells').size ?? 0,
    since: overlay?.pendingSince ?? null,
  });

  const importNow: Planning['importTable'] = async (file, commit) => {
    if (commit !== undefined && overlay === null) {
      throw new PlanningRefused('not-kept', 'this zone is generated anew at each start: nothing can be kept');
    }
    const answer = await read({ file, state: tableState(file.table, inventory, overlay) });
    if ('unreadable' in answer) {
      const { code, message, limit } = answer.unreadable;
      throw new PlanningRefused(code, message, 'body', limit);
    }
    const { checked } = answer;
    const problems = await allProblems(file.table, checked, overlay);
    if (commit !== undefined) {
      if (problems.length > 0) {
        throw new PlanningRefused('rejected-rows', `${problems.length} problems: nothing was kept`, 'body');
      }
      if (commit !== checked.token) {
        throw new PlanningRefused('conflict', 'the file or the table has changed since: look it over again', 'commit');
      }
      await overlay!.commit(file.table, checked.merged);
    }
    return viewOf(file.table, checked, problems, commit !== undefined, pending());
  };

  return {
    importTable(file, commit) {
      const done = last.then(() => importNow(file, commit));
      last = done.catch(() => undefined);
      return done;
    },
    tableImportState: () => ({ unavailable: overlay === null ? 'generated' : null, pending: pending() }),
  };
}

/** Those of the file, else those that the zone would have with it at the next start. */
async function allProblems(
  table: TableName,
  { problems, merged, rowOf }: CheckedTable,
  overlay: TableOverlay | null,
): Promise<readonly TableProblem[]> {
  if (problems.length > 0 || merged.size === 0 || overlay === null) return problems;
  const found = await overlay.problems(table, merged);
  return found.map(({ id, column, message }) =>
    tableProblem(id === null ? null : (rowOf.get(id) ?? null), column, { code: 'pack', values: { said: message } }),
  );
}

function viewOf(
  table: TableName,
  { rows, columns, ignored, diff, merged, token }: CheckedTable,
  problems: readonly TableProblem[],
  committed: boolean,
  pending: TableImportState['pending'],
): TableImport {
  const { added, changed, absent, same } = diff;
  return {
    table,
    rows,
    rejected: new Set(problems.flatMap(({ row }) => (row === null || row === 1 ? [] : [row]))).size,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    columns,
    ignored,
    diff: {
      added: added.slice(0, MOST_IDS),
      addedCount: added.length,
      changed: changed.slice(0, MOST_IDS),
      changedCount: changed.length,
      absent: absent.slice(0, MOST_IDS),
      absentCount: absent.length,
      same,
    },
    token: problems.length > 0 || merged.size === 0 || committed ? null : token,
    committed,
    takesEffect: committed ? 'next-start' : null,
    pending,
  };
}
