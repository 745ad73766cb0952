import type { BaseMocks } from '../mock/mock-files.js';
import type { Workspace } from '../mock/workspace.js';
import type { Address } from '../model/address.js';
import type { CallSite } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import type { Warning } from '../model/run-event.js';
import { deriveSeed } from '../model/seed.js';
import type { RunSettings } from '../model/settings.js';
import type { ValueMap } from '../model/value.js';
import type { Resolver } from '../script/resolve.js';
import type { SourceBook } from '../script/source-book.js';
import { Checks } from './checks.js';
import type { DebugTerminal } from './debug-terminal.js';
import type { HttpState } from './http/http-state.js';
import { openHttp } from './http/open-http.js';
import { Journal } from './journal.js';
import { ModelState } from './llm/model-state.js';
import { RandomStream } from './random-stream.js';
import type { SnapshotUses } from './snapshot-uses.js';

/** 2025-01-01T00:00:00Z: when every world begins. */
export const EPOCH_MS = 1_735_689_600_000;
const MAX_OUTPUT = 64 * 1024;

/** Who hears at once of what happens in a world. */
export interface WorldListeners {
  /** Told of each entry, for `--debug`. */
  readonly onEntry?: (entry: Entry) => void;
  /** Told of what the user should know; of the same thing as often as it happens. */
  readonly onWarning?: (warning: Warning) => void;
  /** Whom a breakpoint stops for; without it breakpoints are passed over. */
  readonly terminal?: DebugTerminal;
}

/** What all worlds of a worker share and none changes. */
export interface WorldBase extends WorldListeners {
  readonly settings: RunSettings;
  readonly mocks: BaseMocks;
  readonly book: SourceBook;
  readonly resolver: Resolver;
}

/** Everything one scenario can touch on this side of the boundary. It forks together with its VM. */
export class World {
  readonly base: WorldBase;
  /** The scenario file, relative to the project. */
  readonly file: string;
  journal = new Journal();
  checks = new Checks();
  llm = new ModelState();
  /** Other services; opened when first used. */
  http: HttpState | undefined;
  /** Opened when first used. */
  workspace: Workspace | undefined;
  gitName = 'default';
  /** Virtual milliseconds since EPOCH_MS. */
  elapsedMs = 0;
  output = '';
  taskCount = 0;
  /** The whole path of the running scenario; undefined where none runs. A fork begins without. */
  scenarioName: string | undefined;
  /** What the running scenario compared with snapshots; opened when first used. */
  snapshots: SnapshotUses | undefined;
  /** Whether a scenario's own body runs: mocks made there are promises. */
  isBody = false;
  /** Whether this is one case of many: of the checks that hold, only the number is kept. */
  isCase = false;
  #seed: string | undefined;
  #streams: Map<string, RandomStream> | undefined;

  constructor(base: WorldBase, file: string) {
    this.base = base;
    this.file = file;
  }

  fork(): World {
    const fork = new World(this.base, this.file);
    fork.llm = this.llm.fork();
    fork.http = this.http?.fork();
    fork.journal = this.journal.fork();
    fork.checks = this.checks.fork();
    fork.workspace = this.workspace?.fork();
    fork.gitName = this.gitName;
    fork.elapsedMs = this.elapsedMs;
    fork.output = this.output;
    fork.taskCount = this.taskCount;
    fork.#seed = this.#seed;
    if (this.#streams !== undefined) {
      fork.#streams = new Map(Array.from(this.#streams, ([name, stream]) => [name, stream.fork()]));
    }
    return fork;
  }

  /** Begins all chance anew, from the seed of what runs now. */
  seedWith(seed: string): void {
    this.#seed = seed;
    this.#streams = undefined;
  }

  /**
   * Chance for one purpose, such as `faults`: a stream of its own, so that one more draw here moves nothing elsewhere. It
   * goes on where it was, and forks with the world. Scripts draw from another, `math.random`.
   */
  random(purpose: string): RandomStream {
    this.#streams ??= new Map();
    const known = this.#streams.get(purpose);
    if (known !== undefined) return known;
    this.#seed ??= deriveSeed(this.base.settings.seed, this.file, 0).text;
    const stream = new RandomStream(`${this.#seed} ${purpose}`);
    this.#streams.set(purpose, stream);
    return stream;
  }

  /** Notes a fact, with the user's line that caused it. */
  note(site: CallSite, kind: string, text: string, data?: ValueMap): void {
    const at: Address | undefined = site.address();
    const entry: Entry = {
      kind,
      at: this.elapsedMs,
      text,
      ...(at === undefined ? {} : at),
      ...(data === undefined ? {} : { data }),
    };
    this.journal.add(entry);
    this.base.onEntry?.(entry);
  }

  /** Takes what a script printed; past the cap it is only said that there was more. */
  print(text: string): void {
    if (this.output.length > MAX_OUTPUT) return;
    this.output += `${text}\n`;
    if (this.output.length > MAX_OUTPUT)
      this.output = `${this.output.slice(0, MAX_OUTPUT)}\n… (more output was dropped)\n`;
  }
}

/**
 * A world as a file's top level finds it: the base mocks, and nothing else. Where there are mocks of other services, `http`
 * must have been loaded.
 */
export function createWorld(base: WorldBase, file: string): World {
  const world = new World(base, file);
  for (const mock of base.mocks.llm) world.llm.mocks.add(mock);
  if (base.mocks.http.length > 0) openHttp(world);
  return world;
}
