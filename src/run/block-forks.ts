import type { Trouble } from '../model/outcome.js';
import { deriveSeed } from '../model/seed.js';
import type { RunSettings } from '../model/settings.js';
import type { ForkPoint, Forks } from './forks.js';
import { type Halt, readHalt } from './halt.js';
import { findTrouble } from './judge.js';
import { findLeftWaiting } from './left-waiting.js';
import type { LoadedFile } from './load-file.js';

/** The moment from which a block's scenarios fork, or why its `setup` did not get there. */
export type BlockStart =
  | { readonly kind: 'ready'; readonly point: ForkPoint }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'broken'; readonly trouble: Trouble };

interface OpenBlock {
  readonly block: number;
  readonly start: BlockStart;
}

/** Runs one hook call of a block; the worker brackets it with its deadline. */
export type Bracket = (kind: HookKind, block: number, run: () => Promise<Halt>) => Promise<Halt>;

type HookKind = 'setup' | 'teardown';

/** Keeps the fork points of the blocks around the scenario of the moment; each `setup` runs once. */
export class BlockForks {
  readonly #forks: Forks;
  readonly #loaded: LoadedFile;
  readonly #settings: Pick<RunSettings, 'seed' | 'checks'>;
  readonly #bracket: Bracket;
  #open: OpenBlock[] = [];

  constructor(
    forks: Forks,
    loaded: LoadedFile,
    options: { settings: Pick<RunSettings, 'seed' | 'checks'>; bracket: Bracket },
  ) {
    this.#forks = forks;
    this.#loaded = loaded;
    this.#settings = options.settings;
    this.#bracket = options.bracket;
  }

  /** The start of a block, running the setups that are still to run. */
  async startOf(block: number): Promise<BlockStart> {
    const wanted = this.#loaded.collected.blocks[block]?.setups ?? [];
    while (this.#open.length > 0 && !wanted.includes(this.#open.at(-1)?.block ?? -1)) this.#leave();
    for (const next of wanted.slice(this.#open.length)) {
      const outer = this.#top();
      this.#open.push({ block: next, start: outer.kind === 'ready' ? await this.#setUp(next, outer.point) : outer });
    }
    return this.#top();
  }

  /** Runs a block's `teardown` in a fork from after its `setup`; gives what went wrong. */
  async tearDown(block: number): Promise<Trouble | undefined> {
    const start = await this.startOf(block);
    if (start.kind !== 'ready') return undefined;
    this.#forks.goTo(start.point);
    const first = this.#forks.world.checks.nextNumber;
    const halt = await this.#bracket('teardown', block, () => this.#runHooks(block, 'teardown'));
    const fresh = [...this.#forks.world.checks.numbered].filter(([number]) => number >= first);
    return findTrouble(halt, new Map(fresh), this.#settings.checks);
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

  /** A check that failed in a `setup` and was hidden is handed on to the scenarios that fork from it. */
  async #setUp(block: number, from: ForkPoint): Promise<BlockStart> {
    this.#forks.goTo(from);
    const halt = await this.#bracket('setup', block, () => this.#runHooks(block, 'setup'));
    const trouble = findTrouble(halt, this.#forks.world.checks.numbered, this.#settings.checks);
    // What has failed before a block is skipped would be told by nobody else.
    if (halt.kind === 'skipped') return trouble === undefined ? halt : { kind: 'broken', trouble };
    const waiting = halt.kind === 'finished' ? findLeftWaiting(this.#forks.world, 'setup', 'setup') : undefined;
    if (waiting) return { kind: 'broken', trouble: { error: waiting, failures: trouble?.failures ?? [] } };
    return halt.kind === 'finished' || trouble === undefined
      ? { kind: 'ready', point: this.#forks.take() }
      : { kind: 'broken', trouble };
  }

  async #runHooks(block: number, kind: HookKind): Promise<Halt> {
    const { file } = this.#loaded;
    const { text, high, low } = deriveSeed(this.#settings.seed, `${file}::${kind} ${block}`, 0);
    this.#forks.world.seedWith(text);
    const result = await this.#forks.call('hooks', [block + 1, kind, high, low]);
    return readHalt(result, kind, this.#forks.world.base.book.excerpt);
  }
}
