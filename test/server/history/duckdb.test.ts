import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { historyContract } from './contract.ts';

const onFailure = (error: Error) => {
  throw error;
};

historyContract('DuckDB', async (inventory, clock) => {
  const folder = testFolder('history');
  const open = () => openDuckdbHistory({ folder, inventory, clock, onFailure });
  const history = await open();
  return {
    history,
    async reopen() {
      await history.close();
      return open();
    },
  };
});
