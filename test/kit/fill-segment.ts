import { join } from 'node:path';
import { loadZone } from '../../server/inventory/index.ts';
import { openJournal } from '../../server/journal/index.ts';
import { packQuality } from '../../shared/model/sample.ts';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENT_HEADER_BYTES = 96;
/** Of a frame with a tick: its header, type, flags, time, number of rows and their first time. */
const FIXED_BYTES = 16 + 1 + 1 + 8 + 4 + 8;
const BYTES_PER_ROW = 4 + 4 + 8 + 1;

/**
 * Fills the newest segment of a data folder, whose server has ended, up to so many bytes: what comes next begins another.
 * What fills it is a tick, which changes nothing in live state.
 */
export async function fillSegment(dataFolder: string, zone: string, leaveBytes: number): Promise<void> {
  const directory = join(dataFolder, 'journal');
  const journal = await openJournal({ directory, inventory: await loadZone({ folder: zone }), clock: Date.now });
  const { bytes, segments } = journal.stats();
  if (segments > 1) throw new Error('there is more than one segment already');
  const used = Math.max(SEGMENT_HEADER_BYTES, bytes);
  const rows = Math.floor((SEGMENT_BYTES - used - leaveBytes - FIXED_BYTES) / BYTES_PER_ROW);
  const at = Date.now() - 3_600_000;
  const batch = {
    series: new Uint32Array(rows),
    at: new Float64Array(rows).fill(at),
    value: new Float64Array(rows).fill(1),
    quality: new Uint8Array(rows).fill(packQuality('good', 'none', true)),
  };
  await journal.append({ type: 'tick', at, batch });
  await journal.close();
}
