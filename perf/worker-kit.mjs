// @ts-check
import { serialize } from 'node:v8';
import * as built from './built.mjs';

const NO_MOCKS = { llm: [], http: [], git: {}, agents: {} };

/**
 * A worker's parts, put together in this thread.
 * @param {string} project A project with a small scenario file.
 * @param {string} file That file, relative to the project.
 */
export async function createWorkerKit(project, file) {
  const settings = built.resolveSettings({}, {}, project);
  const parts = built.readVmParts(settings.memoryBytes);
  const base = built.createWorldBase(settings, NO_MOCKS);
  const forks = built.openForks(parts);
  const result = await built.loadFile(file, { forks, base, bare: forks.takeVm() });
  if (result.kind === 'broken') throw new Error(result.trouble.error?.message);
  const marks = new built.WorkerMarks(built.createSharedMarks());
  const end = async () => void marks.end();
  const { loaded } = result;
  const session = new built.FileSession(
    {
      forks,
      settings,
      selection: {},
      marks,
      end,
      count: () => {},
      nameRunning: () => {},
      stamp: () => ({ worker: 0, startedMs: performance.now() }),
    },
    loaded,
    loaded.collected.scenarios,
  );
  await session.begin({ id: 0, file, positions: 'first', interruptions: [] });
  return {
    loadPrelude: () => built.openForks(parts),
    /** A new VM, and the file's top level in it. */
    loadAll: async () => {
      const fresh = built.openForks(parts);
      return await built.loadFile(file, { forks: fresh, base, bare: fresh.takeVm() });
    },
    restore: () => forks.goTo(loaded.start),
    runAll: createRunner(session),
    scenarioCount: session.selected.length,
  };
}

/**
 * Runs all scenarios of the file as a worker does, up to the bytes of the message in which their events travel.
 * @param {InstanceType<typeof built.FileSession>} session
 */
function createRunner(session) {
  let sentBytes = 0;
  const outbox = new built.Outbox((message) => {
    sentBytes += serialize(message).length;
  });
  return async () => {
    for (const position of session.selected.keys()) {
      const result = await session.run(position);
      if (result.outcome !== 'passed') throw new Error(`${result.scenario.id}: ${result.outcome}`);
      outbox.event({ kind: 'scenario.finished', result });
      await session.tearDownAfter(position);
      outbox.done(0, position);
    }
    return sentBytes;
  };
}
