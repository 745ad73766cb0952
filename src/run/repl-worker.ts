import type { MessagePort } from 'node:worker_threads';
import { KnownError, showKnownError } from '../model/known-error.js';
import type { Evaluated, Evaluation } from '../model/question.js';
import { deriveSeed } from '../model/seed.js';
import type { CallResult, VmSnapshot } from '../vm/vm.js';
import { Checks } from '../world/checks.js';
import { createWorld, type WorldBase } from '../world/world.js';
import { createWorldBase } from '../world/world-base.js';
import { WorkerMarks } from './deadline.js';
import type { Forks } from './forks.js';
import { createTerminal } from './terminal.js';
import type { FromWorker, WorkerStart } from './worker-messages.js';

/** What stands for a file where there is none: scripts are looked for in the project's folder. */
const FILE = 'repl';

/** A VM and a world that are kept from one evaluation to the next. */
export class ReplWorker {
  readonly #start: WorkerStart;
  readonly #forks: Forks;
  readonly #base: WorldBase;
  readonly #bare: VmSnapshot;
  readonly #post: (message: FromWorker) => void;
  #isOpen = false;

  constructor(start: WorkerStart, forks: Forks, port: MessagePort) {
    this.#start = start;
    this.#forks = forks;
    this.#post = (message) => port.postMessage(message);
    this.#bare = forks.takeVm();
    const marks = new WorkerMarks(start.marks);
    this.#base = createWorldBase(start.settings, start.mocks, {
      openPrograms: (line) => port.postMessage({ kind: 'programs', port: line }, [line]),
      onEntry: (entry) =>
        this.#post({ kind: 'trace', note: { worker: start.number, scenario: FILE, hasVerdict: false, entry } }),
      terminal: createTerminal({ port, marks, flush: () => undefined, nameRunning: () => FILE }),
    });
  }

  /** Evaluates and posts what came of it; of a setup file that fails, that is all there is to tell. */
  async evaluate(evaluation: Evaluation): Promise<void> {
    // A file may have been changed meanwhile.
    this.#base.book.forget();
    this.#post({ kind: 'evaluating' });
    const broken = this.#isOpen ? undefined : await this.#open();
    this.#post({ kind: 'evaluated', evaluated: broken ?? (await this.#call(evaluation)) });
  }

  /** Makes what a scenario file finds; gives what went wrong. */
  async #open(): Promise<Evaluated | undefined> {
    const { seed, setupFiles, checks } = this.#start.settings;
    this.#forks.goTo({ vm: this.#bare, world: createWorld(this.#base, FILE) });
    const { high, low } = deriveSeed(seed, FILE, 0);
    await this.#forks.call('load_part', ['repl']);
    await this.#forks.call('open', [checks === 'lua', high, low]);
    for (const path of setupFiles) {
      const evaluated = await this.#call({ kind: 'file', path });
      if (evaluated.kind === 'failed') return evaluated;
    }
    this.#isOpen = true;
    return undefined;
  }

  async #call(evaluation: Evaluation): Promise<Evaluated> {
    this.#forks.world.checks = new Checks();
    if (evaluation.kind === 'chunk') return this.#read(await this.#forks.call('evaluate', [evaluation.source]));
    const { path } = evaluation;
    try {
      const source = this.#base.book.read(path);
      return this.#read(await this.#forks.call('evaluate_file', [path, source]));
    } catch (error) {
      if (error instanceof KnownError) return fail(showKnownError(error));
      throw error;
    }
  }

  #read(result: CallResult): Evaluated {
    if (result.kind === 'broken') {
      this.#isOpen = false;
      return fail(`${result.message}\nThe VM begins anew: what it held is gone.`);
    }
    const [kind, text = '', isCheck] = result.values;
    if (kind === 'unfinished') return { kind };
    const { failures } = this.#forks.world.checks;
    const isTold = isCheck === true && failures.length > 0;
    return { kind: kind === 'returned' ? 'returned' : 'failed', text: isTold ? '' : String(text), failures };
  }
}

function fail(text: string): Evaluated {
  return { kind: 'failed', text, failures: [] };
}
