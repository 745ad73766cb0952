import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { RunRecord } from '../../model/run-record.js';
import { SNAPSHOT_ENDING, SNAPSHOT_FOLDER } from '../../model/snapshot.js';
import { isInsideProject } from '../inside-project.js';

/** The snapshot files beside the scenario files of a run, sorted. One that cannot be listed is not there. */
export function findSnapshotFiles(root: string, { results }: RunRecord): ReadonlySet<string> {
  const scenarioFiles = new Set(results.map(({ scenario }) => scenario.file));
  const folders = new Set([...scenarioFiles].map((file) => posix.join(posix.dirname(file), SNAPSHOT_FOLDER)));
  const files = [...folders].flatMap((folder) =>
    (isInsideProject(root, folder) ? list(join(root, folder)) : [])
      .filter((name) => name.endsWith(SNAPSHOT_ENDING))
      .map((name) => posix.join(folder, name)),
  );
  return new Set(files.sort());
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Most folders have no snapshots; who may not list them may not write there either, and is told then.
    return [];
  }
}
