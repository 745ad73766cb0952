import type { TokenCounts } from '../../mock/llm-request.js';
import type { Entry } from '../../model/entry.js';
import type { Task } from '../task.js';

/** A task that an agent works on. */
export interface OpenTask {
  /** Counts all tasks of a world from 1. */
  readonly number: number;
  /** Its name in the journal. */
  readonly id: string | number;
  readonly agent: string;
  /** The task that it was handed over from, or in whose tool it was begun. */
  readonly parent: OpenTask | undefined;
  readonly maxCostCents: number | undefined;
  readonly spent: Spent;
  /** The task of the scenario's in which it was begun; 0 is the scenario's own code. */
  readonly home: number;
}

/** What a task has used up, all that it was handed over to included. */
export interface Spent {
  /** In units of `llm/money.ts`. */
  money: bigint;
  input: number;
  output: number;
  cached: number;
  /** Calls of a model. */
  calls: number;
  /** The model that answered last. */
  model: string | undefined;
}

export interface TaskOrder extends Pick<OpenTask, 'agent' | 'maxCostCents'> {
  /** `task-1` and so on where undefined. */
  readonly id?: string | number;
  /** The task of the moment where undefined. */
  readonly parent?: OpenTask;
}

/** What of a world its agents' tasks need. */
export interface TaskHolder {
  readonly tasks: { readonly current: Task } | undefined;
}

/** Something that goes on for a task and must not outlive it. */
export interface Work {
  close(): void;
}

/** By entry of a journal, the task in which it happened. */
const tasksOfEntries = new WeakMap<Entry, OpenTask>();

/** The task in which an entry happened; undefined outside of any. */
export function taskOf(entry: Entry): OpenTask | undefined {
  return tasksOfEntries.get(entry);
}

/** A task and all those around it, innermost first. */
export function* chainOf(task: OpenTask | undefined): Generator<OpenTask> {
  for (let each = task; each !== undefined; each = each.parent) yield each;
}

/** The tasks of agents in one world. No task is open where a world forks. */
export class AgentTasks {
  #count = 0;
  #agentCount = 0;
  readonly #holder: TaskHolder;
  readonly #open = new Map<number, OpenTask>();
  /** By task of the scenario's, the innermost task of an agent that was begun in it and is under way. */
  readonly #innermost = new Map<number, OpenTask>();
  /** In whose name something is done that is not done by a task of the scenario's. */
  #acting: OpenTask | undefined;
  readonly #work = new Map<Work, OpenTask>();
  #isClosed = false;
  /** Names of the agents that there were so far, and of their tasks: checks can ask for no others. */
  names: readonly string[] = [];
  taskNames: readonly string[] = [];
  /** What each agent of this world keeps from one task to the next, by the agent's number. */
  readonly kept = new Map<number, unknown>();
  /** How often each entry of a canned agent has answered. */
  uses: ReadonlyMap<string, number> = new Map();

  constructor(holder: TaskHolder) {
    this.#holder = holder;
  }

  fork(holder: TaskHolder): AgentTasks {
    const fork = new AgentTasks(holder);
    fork.#count = this.#count;
    fork.#agentCount = this.#agentCount;
    fork.uses = this.uses;
    fork.names = this.names;
    fork.taskNames = this.taskNames;
    return fork;
  }

  noteUse(entry: string, count: number): void {
    this.uses = new Map(this.uses).set(entry, count);
  }

  /** Takes note of a new agent; gives its number. */
  addAgent(name: string): number {
    this.meet({ agent: name });
    this.#agentCount += 1;
    return this.#agentCount;
  }

  /** The innermost task that is under way in what runs: in the task of the scenario's, or where that was begun. */
  get current(): OpenTask | undefined {
    if (this.#acting !== undefined || this.#innermost.size === 0) return this.#acting;
    let task = this.#holder.tasks?.current;
    while (task !== undefined && !this.#innermost.has(task.id)) task = task.group?.parent;
    return this.#innermost.get(task?.id ?? 0);
  }

  /** The open task of that number. */
  get(number: number): OpenTask {
    const task = this.#open.get(number);
    if (task === undefined) throw new Error(`no task ${number} of an agent is open`);
    return task;
  }

  /** Whether the code that ran in this world has ended. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  begin({ id, parent = this.current, ...order }: TaskOrder): OpenTask {
    this.#isClosed = false;
    this.#count += 1;
    const spent: Spent = { money: 0n, input: 0, output: 0, cached: 0, calls: 0, model: undefined };
    const named = id ?? `task-${this.#count}`;
    const task: OpenTask = {
      ...order,
      id: named,
      number: this.#count,
      parent,
      spent,
      home: this.#holder.tasks?.current.id ?? 0,
    };
    this.#open.set(task.number, task);
    this.#innermost.set(task.home, task);
    this.meet({ agent: task.agent, task: String(named) });
    return task;
  }

  /** Takes note of an agent, a task, or both. */
  meet({ agent, task }: { readonly agent?: string; readonly task?: string }): void {
    if (agent !== undefined && !this.names.includes(agent)) this.names = [...this.names, agent];
    if (task !== undefined && !this.taskNames.includes(task)) this.taskNames = [...this.taskNames, task];
  }

  end(task: OpenTask): void {
    for (const [work, owner] of this.#work) if (owner === task) work.close();
    this.#open.delete(task.number);
    // A coroutine that was dropped may have left tasks inside this one.
    if (![...chainOf(this.#innermost.get(task.home))].includes(task)) return;
    if (task.parent?.home === task.home) this.#innermost.set(task.home, task.parent);
    else this.#innermost.delete(task.home);
  }

  /** Adds what a call of a model took to the task of the moment, and to all around it. */
  charge(money: bigint, tokens: TokenCounts, model: string): void {
    for (const { spent } of chainOf(this.current)) {
      spent.money += money;
      spent.input += tokens.input;
      spent.output += tokens.output;
      spent.cached += tokens.cached;
      spent.calls += 1;
      spent.model = model;
    }
  }

  /** Notes where an entry happened. */
  mark(entry: Entry): void {
    const { current } = this;
    if (current !== undefined) tasksOfEntries.set(entry, current);
  }

  /** Does something as if in a task. */
  runIn<T>(task: OpenTask, run: () => T): T {
    this.#acting = task;
    try {
      return run();
    } finally {
      this.#acting = undefined;
    }
  }

  /** Keeps hold of what goes on for a task until it is let go; with the task it is closed. */
  hold(task: OpenTask, work: Work): void {
    this.#work.set(work, task);
  }

  letGo(work: Work): void {
    this.#work.delete(work);
  }

  /** Ends whatever still goes on: the code that ran in this world has ended. */
  close(): void {
    this.#isClosed = true;
    for (const work of this.#work.keys()) work.close();
  }
}
