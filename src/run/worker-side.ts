import { type MessagePort, parentPort } from 'node:worker_threads';
import { KnownError } from '../model/known-error.js';
import { type Forks, openForks } from './forks.js';
import type { MutantWorker } from './mutation/mutant-worker.js';
import type { ReplWorker } from './repl-worker.js';
import { ScenarioWorker } from './scenario-worker.js';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.js';

/** Tells the parent of what went wrong in moonrig itself. */
function showBug(error: unknown): FromWorker {
  const isOurs = error instanceof Error && !(error instanceof KnownError);
  return { kind: 'bug', stack: isOurs ? (error.stack ?? error.message) : String(error) };
}

/** Loaded when it is asked for: runs do without it. */
async function openRepl(start: WorkerStart, forks: Forks, port: MessagePort): Promise<ReplWorker> {
  const { ReplWorker } = await import('./repl-worker.js');
  return new ReplWorker(start, forks, port);
}

/** Loaded when it is asked for: runs do without it. */
async function openMutantWorker(start: WorkerStart, forks: Forks, port: MessagePort): Promise<MutantWorker> {
  const { MutantWorker } = await import('./mutation/mutant-worker.js');
  return new MutantWorker(start, forks, port);
}

/** The thread's side of the conversation: what VM to make, what to be, then what to run. */
function listen(port: MessagePort): void {
  let forks: Forks | undefined;
  let worker: ScenarioWorker | Promise<MutantWorker> | undefined;
  let repl: Promise<ReplWorker> | undefined;
  const follow = async (message: ToWorker): Promise<void> => {
    if (message.kind === 'open') forks = openForks(message.vm);
    else if (message.kind === 'assign') await (await worker)?.run(message.items);
    else if (message.kind === 'evaluate') await (await repl)?.evaluate(message.evaluation);
    else if (message.kind === 'start' && forks !== undefined) {
      if (message.start.mode === 'repl') repl = openRepl(message.start, forks, port);
      else if (message.start.mode === 'mutate') worker = openMutantWorker(message.start, forks, port);
      else worker = new ScenarioWorker(message.start, forks, port);
    }
  };
  port.on('message', (message: ToWorker) => {
    follow(message).catch((error: unknown) => port.postMessage(showBug(error)));
  });
}

if (parentPort !== null) listen(parentPort);
