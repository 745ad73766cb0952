import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { AgentRun } from './agent-run.js';
import { type OwnLines, showThrown } from './own-lines.js';
import { WorldError } from './world-error.js';

/** A task of a native agent, as code that runs somewhere inside it finds it. */
export interface AgentContext {
  readonly run: AgentRun;
  readonly lines: OwnLines;
  /** The agent's module. */
  readonly file: string;
  /** Ends the task with what was thrown. */
  readonly fail: (error: unknown) => void;
}

const storage = new AsyncLocalStorage<AgentContext>();
/** The one that began last. */
let last: AgentContext | undefined;

/** Runs an agent's code so that all that follows from it, timers too, knows whose it is. */
export function runAsAgent(context: AgentContext, work: () => void): void {
  last = context;
  storage.run(context, work);
}

/** The task in whose code this is called; undefined outside of any. */
export function currentAgent(): AgentContext | undefined {
  return storage.getStore();
}

/** Runs something that is done for an agent, but not by its code. */
export function outsideOfAgents<Result>(run: () => Result): Result {
  return storage.exit(run);
}

/** Before the first module of an agent is loaded: what agents print and throw is kept apart from moonrig's own. */
export function watchAgents(): void {
  const sink = new Writable({
    decodeStrings: false,
    write(text: string, _, done) {
      storage.getStore()?.run.world.print(text.replace(/\n$/, ''));
      done();
    },
  });
  globalThis.console = new Console({ stdout: sink, stderr: sink });
  process.on('unhandledRejection', takeStray);
  process.on('uncaughtException', takeStray);
}

/** What is thrown where no `await` sees it ends the task that threw it; after that it is warned of. */
function takeStray(error: unknown): void {
  // It has been told.
  if (error instanceof WorldError && error.isStray) return;
  const context = storage.getStore() ?? last;
  if (context === undefined) throw error;
  const { run, lines, fail } = context;
  if (!run.isOver) {
    fail(error);
    return;
  }
  if (!(error instanceof WorldError) && error instanceof Error && lines.addressOf(error) === undefined) throw error;
  const message = `agent ${run.task.agent}: threw when its task was over: ${showThrown(error, lines)}`;
  run.world.base.onWarning?.({ kind: 'warning', message });
}
