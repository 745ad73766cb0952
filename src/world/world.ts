import type { MessagePort } from 'node:worker_threads';
import type { ToolMocks } from '../mock/agent/tool-mock.js';
import type { BaseMocks } from '../mock/files/read-base-mocks.js';
import type { Repository } from '../mock/git/repository.js';
import type { Address } from '../model/address.js';
import type { CallSite } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import type { EntryKindName } from '../model/entry-kinds.js';
import type { Warning } from '../model/run-event.js';
import { deriveSeed } from '../model/seed.js';
import type { RunSettings } from '../model/settings.js';
import type { ValueMap } from '../model/value.js';
import type { ScriptCounts } from '../script/counting.js';
import type { Resolver } from '../script/resolve.js';
import type { SourceBook } from '../script/source-book.js';
import { AgentTasks } from './agent/agent-tasks.js';
import { Causes } from './causes.js';
import { Checks } from './checks.js';
import type { DebugTerminal } from './debug-terminal.js';
import type { HttpState } from './http/http-state.js';
import { openHttp } from './http/open-http.js';
import { Journal } from './journal.js';
import { ModelState } from './llm/model-state.js';
import { RandomStream } from './random-stream.js';
import type { RuleSession } from './rule-session.js';
import type { Schedule } from './schedule.js';
import type { SnapshotUses } from './snapshot-uses.js';
import type { Tasks } from './tasks.js';
import { WorkspaceSession } from './workspace-session.js';

const MAX_OUTPUT = 64 * 1024;

/** Who hears at once of what happens in a world. */
export interface WorldListeners {
  /** Told of each entry, for `--debug`. */
  readonly onEntry?: (entry: Entry) => void;
  /** Told of what the user should know; of the same thing as often as it happens. */
  readonly onWarning?: (warning: Warning) => void;
  /** Whom a breakpoint stops for; without it breakpoints are passed over. */
  readonly terminal?: DebugTerminal;
  /** Gives what runs in place of a file's source where it is to be counted. */
  readonly findCounting?: (file: string, source: Uint8Array) => CountingSource | undefined;
  /** Where what rules count is added up, where it is counted. */
  readonly ruleCounts?: ScriptCounts;
  /** Told of each use of a base mock or fixture, by its id (see `listMocks`). */
  readonly onMockUsed?: (id: string) => void;
  /** Loads something whose time does not count for what runs. */
  readonly whileLoading?: <T>(load: () => Promise<T>) => Promise<T>;
  /** Hands a line to who starts programs that are agents. They are ended with the thread, whatever ends it. */
  readonly openPrograms?: (port: MessagePort) => void;
}

/** A source with counters in it, as `syntax/instrument.ts` makes it. */
export interface CountingSource {
  readonly source: Uint8Array;
  readonly counterCount: number;
  readonly flagCount: number;
}

/** A script that was loaded with counters in it. */
export interface CountedScript {
  readonly file: string;
  /** Of its table of counters in the memory of the VM. */
  readonly table: number;
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
  /** Of this world's own entries: no task is under way where it forks. */
  readonly causes = new Causes();
  llm = new ModelState();
  /** Other services; opened when first used. */
  http: HttpState | undefined;
  workspace = new WorkspaceSession();
  /** The history that git reads; undefined where nothing but the settings has chosen. */
  git: Repository | undefined;
  /** Virtual milliseconds since EPOCH_MS. */
  elapsedMs = 0;
  output = '';
  agents = new AgentTasks(this);
  /** Scripted answers of agents' tools; undefined where there is none. */
  tools: ToolMocks | undefined;
  /** Rules that were executed or defined; opened when first used. */
  rules: RuleSession | undefined;
  /** The whole path of the running scenario; undefined where none runs. A fork begins without. */
  scenarioName: string | undefined;
  /** What the running scenario compared with snapshots; opened when first used. */
  snapshots: SnapshotUses | undefined;
  /** Whether a scenario's own body runs: mocks made there are promises. */
  isBody = false;
  /** Whether this is one case of many: of the checks that hold, only the number is kept. */
  isCase = false;
  /** What goes on beside the scenario's own code; opened when there is such a thing. */
  tasks: Tasks | undefined;
  /** What counts in this VM; the list is replaced, never changed. */
  counted: readonly CountedScript[] = [];
  /** The order in which tasks go on; the plain one where undefined. */
  schedule: Schedule | undefined;
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
    fork.workspace = this.workspace.fork();
    fork.git = this.git;
    fork.elapsedMs = this.elapsedMs;
    fork.output = this.output;
    fork.agents = this.agents.fork(fork);
    fork.tools = this.tools?.fork();
    fork.rules = this.rules?.fork(fork);
    fork.tasks = this.tasks?.fork(fork);
    fork.#seed = this.#seed;
    if (this.#streams !== undefined) {
      fork.#streams = new Map(Array.from(this.#streams, ([name, stream]) => [name, stream.fork()]));
    }
    fork.counted = this.counted;
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

  /** Notes a fact, with the user's line and the entry that led to it; gives its number. */
  note(site: CallSite, kind: EntryKindName, text: string, data?: ValueMap): number {
    // Put together field by field: where time passes in small steps there are millions of them.
    const number = this.journal.count + 1;
    const entry: { -readonly [Key in keyof Entry]: Entry[Key] } = { number, kind, at: this.elapsedMs, text };
    const at: Address | undefined = site.address();
    if (at !== undefined) {
      entry.file = at.file;
      if (at.line !== undefined) entry.line = at.line;
    }
    const task = this.tasks?.current;
    const work = this.agents.current;
    const agent = work?.agent ?? data?.agent;
    if (typeof agent === 'string') entry.agent = agent;
    if (task !== undefined && task.name !== '') entry.task = task.name;
    const cause = this.causes.find(kind, { number, task, work }, data);
    if (cause !== undefined) entry.cause = cause;
    if (data !== undefined) entry.data = data;
    this.agents.mark(this.journal.add(entry));
    this.base.onEntry?.(entry);
    return number;
  }

  /** Takes what a script printed; past the cap it is only said that there was more. */
  print(text: string): void {
    if (this.output.length > MAX_OUTPUT) return;
    this.output += `${text}\n`;
    if (this.output.length > MAX_OUTPUT)
      this.output = `${this.output.slice(0, MAX_OUTPUT)}\n… (more output was dropped)\n`;
  }
}

/** A world as a file's top level finds it: the base mocks, and nothing else. */
export function createWorld(base: WorldBase, file: string): World {
  const world = new World(base, file);
  for (const mock of base.mocks.llm) world.llm.mocks.add(mock);
  if (base.mocks.http.length > 0) openHttp(world);
  return world;
}
