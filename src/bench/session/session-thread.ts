import { parentPort, workerData } from 'node:worker_threads';
import { KnownError, showKnownError } from '../../model/known-error.js';
import { createRandom } from '../../model/random-numbers.js';
import { hash32 } from '../../model/seed.js';
import type { BenchContext, Earlier } from '../bench-context.js';
import { openBenchProject } from '../load/bench-project.js';
import { type BenchFile, loadBenchFile } from '../load/load-bench-file.js';
import { runBench } from '../run-bench.js';
import { createProcessClock } from '../timing/batch-timer.js';
import type { EarlierSource, FromSession, SessionTask } from './session-messages.js';

const port = parentPort;
if (port === null) throw new Error('this module is the entry of a thread');
const tell = (message: FromSession): void => port.postMessage(message);

// The door: what the runner hands over.
await run(workerData as SessionTask).catch((error: unknown) => {
  tell({ kind: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});

async function run(task: SessionTask): Promise<void> {
  const context = createContext(task);
  const file = load(task, context);
  if (file === undefined) return;
  const { filter, done } = task;
  const isWanted = (name: string) => filter === undefined || filter.test(name) || filter.test(task.file);
  const next = file.benches.find(({ name }) => isWanted(name) && !done.includes(name));
  if (next === undefined) return;
  tell({ kind: 'begun', bench: { name: next.name, line: next.line } });
  tell({ kind: 'result', result: await runBench(next, file, context) });
}

function load({ file }: SessionTask, { files }: BenchContext): BenchFile | undefined {
  try {
    return loadBenchFile(file, files);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    tell({
      kind: 'broken',
      message: showKnownError(error),
      ...(error.at?.line !== undefined && { line: error.at.line }),
    });
    return undefined;
  }
}

function createContext({ project, earlier, options, file, beat }: SessionTask): BenchContext {
  const beats = new Int32Array(beat);
  return {
    files: openBenchProject(project),
    options,
    random: createRandom(hash32(new TextEncoder().encode(`${options.seed}\0${file}`), 0)),
    clock: createProcessClock(),
    onBatch: () => Atomics.add(beats, 0, 1),
    ...(earlier && { earlier: openSource(earlier) }),
  };
}

function openSource(source: EarlierSource): Earlier {
  return source.kind === 'saved' ? source : { ...source, files: openBenchProject(source.project) };
}
