import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioPathOf } from '../../snapshot/snapshot-file.js';
import { removeSnapshotFile } from './replace-file.js';
import type { SettleSettings } from './settle-entries.js';
import { attempt } from './snapshot-report.js';

/** Finds snapshot files whose scenario file is gone. */
export function settleOrphans({ root, mode, tally, existing }: SettleSettings): void {
  for (const path of existing) {
    if (existsSync(join(root, scenarioPathOf(path)))) continue;
    if (mode !== 'all') {
      tally.obsolete.push({ path });
      continue;
    }
    attempt(tally, path, () => {
      removeSnapshotFile(root, path);
      tally.removedCount += 1;
    });
  }
}
