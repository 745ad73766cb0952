import { type MessagePort, parentPort } from 'node:worker_threads';
import { KnownError } from '../model/known-error.js';
import { type Forks, openForks } from './forks.js';
import type { Post } from './outbox.js';
import { ScenarioWorker } from './scenario-worker.js';
import type { FromWorker, ToWorker } from './worker-messages.js';

/** Tells the parent of what went wrong in moonrig itself. */
function showBug(error: unknown): FromWorker {
  const isOurs = error instanceof Error && !(error instanceof KnownError);
  return { kind: 'bug', stack: isOurs ? (error.stack ?? error.message) : String(error) };
}

/** The thread's side of the conversation: what VM to make, what to be, then what to run. */
function listen(port: MessagePort): void {
  let forks: Forks | undefined;
  let worker: ScenarioWorker | undefined;
  const post: Post = (told, transfer = []) => port.postMessage(told, transfer);
  port.on('message', (message: ToWorker) => {
    try {
      if (message.kind === 'open') forks = openForks(message.vm);
      else if (message.kind === 'start') worker = forks && new ScenarioWorker(message.start, forks, post);
      else worker?.run(message.items).catch((error: unknown) => port.postMessage(showBug(error)));
    } catch (error) {
      port.postMessage(showBug(error));
    }
  });
}

if (parentPort !== null) listen(parentPort);
