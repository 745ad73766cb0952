import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BenchRecord } from '../../model/bench-record.js';
import { KnownError } from '../../model/known-error.js';
import { parseJsonText } from '../../model/parse-json-text.js';
import { showSystemError } from '../../model/system-error.js';
import { toBenchJson } from '../../report/bench/bench-json.js';
import { checkBenchRecord } from '../../report/bench/bench-shape.js';
import { withSlashes } from '../../scenario/project-path.js';
import { writeFile } from '../reports/write-file.js';
import { describeEnvironment, listDifferences } from './bench-environment.js';

/** Reads a saved run. Throws KnownError where it is none, or was taken on another machine: such figures say nothing of these. */
export function readBaseline(root: string, path: string): BenchRecord {
  const record = readRecord(root, path);
  const differences = listDifferences(describeEnvironment(), record.environment);
  if (differences.length === 0) return record;
  throw new KnownError('bad-record', `was measured elsewhere (${differences.join('; ')}): times cannot be compared`, {
    at: { file: withSlashes(path) },
    hint: 'save one here with --save-baseline, or let --against <git ref> run both here',
  });
}

function readRecord(root: string, path: string): BenchRecord {
  const file = withSlashes(path);
  const read = parseJsonText(readText(resolve(root, path), file), file, 'bad-record');
  const problem = checkBenchRecord(read);
  if (problem !== undefined)
    throw new KnownError('bad-record', `is no saved run of benches: ${problem}`, { at: { file } });
  // The door: its shape has been checked.
  return read as BenchRecord;
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `cannot be read: ${why}`, { at: { file } });
  }
}

/** Saves a run to hold later ones against. */
export function writeBaseline(root: string, path: string, record: BenchRecord): void {
  writeFile(resolve(root, path), toBenchJson(record), withSlashes(path));
}
