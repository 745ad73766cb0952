import type { ScenarioError } from '../model/outcome.js';
import { deriveSeed } from '../model/seed.js';
import type { ForkPoint, Forks } from './forks.js';
import { readHalt } from './halt.js';
import type { LoadedFile } from './load-file.js';

/** The moment from which a block's scenarios fork, or why its `setup` did not get there. */
export type BlockStart =
  | { readonly kind: 'ready'; readonly point: ForkPoint }
  | { readonly kind: 'broken'; readonly block: number; readonly error: ScenarioError };

interface OpenBlock {
  readonly block: number;
  readonly start: BlockStart;
}

/** Runs one hook call of a block; the worker brackets it with its deadline. */
export type Bracket = (
  kind: 'setup' | 'teardown',
  block: number,
  run: () => Promise<ScenarioError | undefined>,
) => Promise<ScenarioError | undefined>;

/** Keeps the fork points of the blocks around the scenario of the moment; each `setup` runs once. */
export class BlockForks {
  readonly #forks: Forks;
  readonly #loaded: LoadedFile;
  readonly #runSeed: string;
  readonly #bracket: Bracket;
  #open: OpenBlock[] = [];

  constructor(forks: Forks, loaded: LoadedFile, options: { runSeed: string; bracket: Bracket }) {
    this.#forks = forks;
    this.#loaded = loaded;
    this.#runSeed = options.runSeed;
    this.#bracket = options.bracket;
  }

  /** The start of a block, running the setups that are still to run. */
  async startOf(block: number): Promise<BlockStart> {
    const wanted = this.#loaded.collected.blocks[block]?.setups ?? [];
    while (this.#open.length > 0 && !wanted.includes(this.#open.at(-1)?.block ?? -1)) this.#leave();
    for (const next of wanted.slice(this.#open.length)) {
      const outer = this.#top();
      this.#open.push({ block: next, start: outer.kind === 'broken' ? outer : await this.#setUp(next, outer.point) });
    }
    return this.#top();
  }

  /** Runs a block's `teardown` in a fork from after its `setup`; gives what went wrong. */
  async tearDown(block: number): Promise<ScenarioError | undefined> {
    const start = await this.startOf(block);
    if (start.kind === 'broken') return undefined;
    this.#forks.goTo(start.point);
    return this.#bracket('teardown', block, () => this.#runHooks(block, 'teardown'));
  }

  /** Gives back what the open blocks keep, and the start where it is the blocks' own. */
  close(): void {
    while (this.#open.length > 0) this.#leave();
  }

  /** Leaves the innermost block; a start that it has from the block around it stays that one's. */
  #leave(): void {
    const left = this.#open.pop();
    if (left?.start.kind === 'ready') this.#forks.release(left.start.point);
  }

  #top(): BlockStart {
    return this.#open.at(-1)?.start ?? { kind: 'ready', point: this.#loaded.start };
  }

  async #setUp(block: number, from: ForkPoint): Promise<BlockStart> {
    this.#forks.goTo(from);
    const error = await this.#bracket('setup', block, () => this.#runHooks(block, 'setup'));
    return error === undefined ? { kind: 'ready', point: this.#forks.take() } : { kind: 'broken', block, error };
  }

  async #runHooks(block: number, kind: 'setup' | 'teardown'): Promise<ScenarioError | undefined> {
    const { file } = this.#loaded;
    const { text, high, low } = deriveSeed(this.#runSeed, `${file}::${kind} ${block}`, 0);
    this.#forks.world.seedWith(text);
    const result = await this.#forks.call('hooks', [block + 1, kind, high, low]);
    const { world } = this.#forks;
    const halt = readHalt(result, kind, world.base.book.excerpt);
    if (halt.kind === 'raised') return halt.error;
    const [failure] = kind === 'teardown' ? world.checks.failures : [];
    return failure && { cause: kind, message: failure.message, traceback: [], ...(failure.at && { at: failure.at }) };
  }
}
