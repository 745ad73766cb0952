import type { Address } from '../../model/address.js';
import { type Answer, answerValue, type CallSite, LuaRaise } from '../../model/dispatch.js';
import { KnownError, showKnownError } from '../../model/known-error.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { failCheck } from '../check-binding.js';
import type { HostCall } from '../host-function.js';
import { passTime } from '../pass-time.js';
import type { World } from '../world.js';
import type { OpenTask } from './agent-tasks.js';
import type { AnswerRead } from './read-answer.js';
import { WorldError } from './world-error.js';

/** A host function as an agent calls it. */
export interface AgentFunction {
  readonly run: (call: HostCall, run: AgentRun) => Answer;
  /** What the agent is given for its results; they themselves where undefined. */
  readonly show?: (results: readonly Value[]) => Value;
}

/** What an agent asks of the world. */
export interface AgentCall {
  readonly name: string;
  readonly args: readonly Value[];
  /** Where the agent asks, by an error that was made there; undefined where nobody can tell. */
  readonly locate?: (made: Error) => Address | undefined;
  /** What does it, in place of the function of that name. */
  readonly by?: AgentFunction;
}

interface PendingCall extends AgentCall {
  readonly resolve: (values: readonly Value[]) => void;
  readonly reject: (error: Error) => void;
  readonly error: WorldError;
}

/** A call that waits for a moment of virtual time. */
interface Sleeper {
  readonly call: PendingCall;
  readonly dueMs: number;
  readonly then: () => Answer;
}

/** What keeps virtual time from passing until it is released. */
export interface Hold {
  /** Waits for the world, whose time may pass meanwhile. */
  away<Result>(ask: () => Promise<Result>): Promise<Result>;
  release(): void;
}

/** Turns of Node's loop that an answer of the network takes at most until the agent has it. */
const PATIENCE = 20;

/** How an agent's code ended. */
export type AgentEnd =
  | { readonly kind: 'answered'; readonly answer: AnswerRead }
  | { readonly kind: 'failed'; readonly message: string; readonly failure?: number | undefined }
  /** A mistake of moonrig's own. */
  | { readonly kind: 'bug'; readonly error: unknown };

export interface RunParts {
  readonly world: World;
  readonly task: OpenTask;
  /** The agent's number. */
  readonly agent: number;
  /** The line of `agent:execute`. */
  readonly at: Address | undefined;
  /** Host functions by name. */
  readonly functions: ReadonlyMap<string, AgentFunction>;
  /** By this number the prelude keeps what calls a tool of the scenario's, or hands the task over. */
  readonly handler: number;
}

/** What is answered while a call waits for its moment; it goes nowhere. */
const PAUSED: Answer = { kind: 'value', values: [] };

/**
 * One task of an agent that is no Lua. The coroutine that waits in `agent:execute` is its pump: what the agent asks for is done
 * there, one thing after the other in the order in which it was asked, so that Lua is only ever called from Lua's own
 * thread of control. Calls that take virtual time wait side by side.
 */
export class AgentRun {
  readonly world: World;
  readonly task: OpenTask;
  readonly agent: number;
  readonly handler: number;
  /** The line of `agent:execute`. */
  readonly at: Address | undefined;
  readonly #functions: RunParts['functions'];
  readonly #controller = new AbortController();
  #queue: PendingCall[] = [];
  #sleepers: Sleeper[] = [];
  #end: AgentEnd | undefined;
  #isOver = false;
  #wake: (() => void) | undefined;
  readonly #holds = new Set<Hold>();
  /** Whether requests of its own go their ways, which take some turns of Node's loop. */
  #isOnline = false;

  constructor({ world, task, agent, at, functions, handler }: RunParts) {
    this.world = world;
    this.task = task;
    this.agent = agent;
    this.handler = handler;
    this.at = at;
    this.#functions = functions;
    world.agents.hold(task, this);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Asks the world for something. Rejects with a WorldError where it is refused. */
  call(call: AgentCall): Promise<readonly Value[]> {
    const error = new WorldError(call.name);
    if (this.#isOver) return Promise.reject(this.#refuseStray({ ...call, error }, 'was called when its task was over'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...call, resolve, reject, error });
      this.#wake?.();
    });
  }

  /** The same for what takes no time: done at once. Throws a WorldError. */
  callNow(call: AgentCall): readonly Value[] {
    const error = new WorldError(call.name);
    if (this.#isOver) throw this.#refuseStray({ ...call, error }, 'was called when its task was over');
    const site: CallSite = { address: () => this.#locate({ ...call, error }) };
    const answer = this.world.agents.runIn(this.task, () => this.#attempt(call, site));
    if (answer.kind === 'value') return this.#show(call, answer.values);
    if (answer.kind === 'raise') throw error.tell(answer.message, answer.failure);
    throw new Error(`${call.name} takes its time, and cannot be called at once`);
  }

  /**
   * Calls back when so much virtual time has passed, unless the task is over by then. What it gives calls that off. `ms` is from
   * 0 up.
   */
  delay(ms: number, then: () => void): () => void {
    const by: AgentFunction = { run: (call) => passTime(call, ms, () => answerValue()) };
    const error = new WorldError('setTimeout');
    const call: PendingCall = { name: 'setTimeout', args: [], by, error, resolve: then, reject: () => undefined };
    this.#queue.push(call);
    this.#wake?.();
    return () => {
      this.#queue = this.#queue.filter((each) => each !== call);
      this.#sleepers = this.#sleepers.filter((each) => each.call !== call);
    };
  }

  /** Keeps virtual time from passing: the agent does something that has not come to the world yet. */
  hold(): Hold {
    this.#isOnline = true;
    const drop = () => {
      this.#holds.delete(hold);
      this.#wake?.();
    };
    let isReleased = false;
    const hold: Hold = {
      away: async (ask) => {
        drop();
        try {
          return await ask();
        } finally {
          if (!isReleased) this.#holds.add(hold);
        }
      },
      release: () => {
        isReleased = true;
        drop();
      },
    };
    this.#holds.add(hold);
    return hold;
  }

  /** Says how the agent's code ended. Only the first word counts. */
  finish(end: AgentEnd): void {
    this.#end ??= end;
    this.#wake?.();
  }

  /** What the waiting coroutine has to do first, when the agent has done all that it does at once. */
  async begin(): Promise<Answer> {
    await settled();
    return this.next();
  }

  /** The pump: what the waiting coroutine has to do next. */
  next(): Answer {
    if (this.#end !== undefined) return this.#over(this.#end);
    const call = this.#queue.shift();
    if (call !== undefined) return this.#perform(call);
    if (this.#sleepers.length === 0 || this.#holds.size > 0) {
      return { kind: 'wait', answer: this.#activity().then(() => this.next()) };
    }
    return this.#isOnline ? { kind: 'wait', answer: this.#bePatient() } : this.#letTimePass();
  }

  /** Lets time pass only when nothing has happened for some turns of Node's loop. */
  async #bePatient(): Promise<Answer> {
    let isAwake = false;
    this.#wake = () => {
      isAwake = true;
    };
    for (let turn = 0; turn < PATIENCE && !isAwake; turn++) await settled();
    this.#wake = undefined;
    return isAwake || this.#end !== undefined ? this.next() : this.#letTimePass();
  }

  #letTimePass(): Answer {
    const sleeper = this.#takeSleeper();
    return sleeper === undefined ? this.next() : this.#sleep(sleeper);
  }

  /** The task is over, however that came. Calls are refused from now on. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#sleepers = [];
    this.world.agents.letGo(this);
    this.#controller.abort();
  }

  #over(end: AgentEnd): Answer {
    this.close();
    for (const call of this.#queue.splice(0)) {
      call.reject(this.#refuseStray(call, 'was not awaited: the agent has answered before it could be done'));
    }
    if (end.kind === 'bug') throw end.error;
    if (end.kind === 'failed') return raise(end.message, end.failure);
    const { text, success, error, data } = end.answer;
    return answerValue(text, success, error, data);
  }

  #perform(call: PendingCall): Answer {
    const pause: NonNullable<CallSite['pause']> = (ms, then) => {
      this.#sleepers.push({ call, dueMs: this.world.elapsedMs + ms, then });
      return PAUSED;
    };
    return this.#settle(call, this.#attempt(call, { address: () => this.#locate(call), pause }));
  }

  #attempt(call: AgentCall, site: CallSite): Answer {
    return attempt(() => {
      const does = this.#find(call);
      if (does !== undefined) return does.run({ world: this.world, args: call.args, site }, this);
      throw new LuaRaise(`there is no call ${call.name}${didYouMean(call.name, [...this.#functions.keys()])}`);
    });
  }

  #find({ name, by }: AgentCall): AgentFunction | undefined {
    return by ?? this.#functions.get(name);
  }

  #show(call: AgentCall, results: readonly Value[]): readonly Value[] {
    const show = this.#find(call)?.show;
    return show === undefined ? results : [show(results)];
  }

  /** Hands a call's answer to the agent, when there is one, and lets it go on. */
  #settle(call: PendingCall, answer: Answer): Answer {
    if (answer === PAUSED) return this.next();
    if (answer.kind === 'wait') {
      const later = answer.answer.catch(toRaise).then((next) => this.#settle(call, next));
      return { kind: 'wait', answer: later };
    }
    if (answer.kind === 'call') {
      const resume = (results: readonly Value[]) =>
        this.#settle(
          call,
          attempt(() => answer.resume(results)),
        );
      return { ...answer, resume };
    }
    if (answer.kind === 'value') call.resolve(this.#show(call, answer.values));
    else call.reject(call.error.tell(answer.message, answer.failure));
    return { kind: 'wait', answer: settled().then(() => this.next()) };
  }

  #sleep({ call, dueMs, then }: Sleeper): Answer {
    const { world } = this;
    const pumped = { world, site: { address: () => this.at } };
    return passTime(pumped, Math.max(0, dueMs - world.elapsedMs), () => this.#settle(call, attempt(then)));
  }

  /** The one whose moment comes first; of several, the one that was asked for first. */
  #takeSleeper(): Sleeper | undefined {
    const first = this.#sleepers.reduce<Sleeper | undefined>(
      (best, each) => (best === undefined || each.dueMs < best.dueMs ? each : best),
      undefined,
    );
    this.#sleepers = this.#sleepers.filter((each) => each !== first);
    return first;
  }

  /** Resolves when the agent has asked for something or has ended, and all that it does at that moment is done. */
  async #activity(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    await settled();
  }

  #locate({ locate, error }: Pick<PendingCall, 'locate' | 'error'>): Address | undefined {
    return locate?.(error) ?? this.at;
  }

  /** Tells of a call that comes too late: it fails the scenario, or is warned of where that has ended too. */
  #refuseStray(call: Omit<PendingCall, 'resolve' | 'reject'>, why: string): WorldError {
    const { world, task } = this;
    const at = this.#locate(call);
    const message = `${task.agent}: ${call.name} ${why}`;
    if (world.agents.isClosed) world.base.onWarning?.({ kind: 'warning', message, ...(at && { at }) });
    else failCheck(world, { world, args: [], site: { address: () => at } }, { check: 'agent', message });
    call.error.isStray = true;
    return call.error.tell(message, undefined);
  }
}

/** When all that promises have to do at this moment is done. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function raise(message: string, failure: number | undefined): Answer {
  return { kind: 'raise', message, ...(failure !== undefined && { failure }) };
}

function attempt(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    return toRaise(error);
  }
}

function toRaise(error: unknown): Answer {
  if (error instanceof LuaRaise) return raise(error.message, error.failure);
  if (error instanceof KnownError) return { kind: 'raise', message: showKnownError(error) };
  throw error;
}
