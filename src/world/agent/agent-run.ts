import type { Address } from '../../model/address.js';
import { type Answer, answerValue, type CallSite, LuaRaise } from '../../model/dispatch.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import type { HostCall } from '../host-function.js';
import { passTime } from '../pass-time.js';
import type { World } from '../world.js';
import { Agenda } from './agenda.js';
import type { OpenTask } from './agent-tasks.js';
import { attempt, raise, toRaise } from './attempt.js';
import { failLate } from './fail-late.js';
import type { Holds } from './holds.js';
import type { AgentEnd, AnswerRead } from './read-answer.js';
import { whenIdle } from './when-idle.js';
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

export interface RunParts {
  readonly world: World;
  readonly task: OpenTask;
  /** The agent's number. */
  readonly agent: number;
  /** The line of `agent:execute`. */
  readonly at: Address | undefined;
  /** Host functions by name. */
  readonly functions: ReadonlyMap<string, AgentFunction>;
  /** How often the agent may ask its model. */
  readonly maxTurns: number;
  /** By this number the prelude keeps what calls a tool of the scenario's, or hands the task over. */
  readonly handler: number;
}

/** What is answered while a call waits for its moment; it goes nowhere. */
const PAUSED: Answer = { kind: 'value', values: [] };
const TOO_LATE = 'was called when its task was over';

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
  readonly maxTurns: number;
  /** The line of `agent:execute`. */
  readonly at: Address | undefined;
  /** How often the agent has asked its model. */
  turns = 0;
  readonly #functions: RunParts['functions'];
  readonly #controller = new AbortController();
  readonly #agenda = new Agenda<PendingCall, Sleeper>();
  #end: AgentEnd | undefined;
  #isOver = false;
  #isStopped = false;

  constructor({ world, task, agent, at, functions, handler, maxTurns }: RunParts) {
    this.world = world;
    this.task = task;
    this.agent = agent;
    this.handler = handler;
    this.maxTurns = maxTurns;
    this.at = at;
    this.#functions = functions;
    world.agents.hold(task, this);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What keeps virtual time from passing. */
  get holds(): Holds {
    return this.#agenda.holds;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Asks the world for something. Rejects with a WorldError where it is refused. */
  call(call: AgentCall): Promise<readonly Value[]> {
    const error = new WorldError(call.name);
    if (this.#isOver) return Promise.reject(this.#refuseStray({ ...call, error }, TOO_LATE));
    return new Promise((resolve, reject) => this.#agenda.add({ ...call, resolve, reject, error }));
  }

  /** The same for what takes no time: done at once. Throws a WorldError. */
  callNow(call: AgentCall): readonly Value[] {
    const error = new WorldError(call.name);
    if (this.#isOver) throw this.#refuseStray({ ...call, error }, TOO_LATE);
    const site: CallSite = { address: () => this.#locate({ ...call, error }) };
    const answer = this.world.agents.runIn(this.task, () => this.#attempt(call, site));
    if (answer.kind === 'value') return this.#show(call, answer.values);
    if (answer.kind === 'raise') throw error.tell(answer.message, answer.failure);
    throw new Error(`${call.name} takes its time, and cannot be called at once`);
  }

  /** Calls back when so much virtual time has passed, unless the task is over by then. What it gives calls that off. */
  delay(ms: number, callback: () => void): () => void {
    const error = new WorldError('a timer');
    const call: PendingCall = { name: 'a timer', args: [], error, resolve: callback, reject: () => undefined };
    const then = () => answerValue();
    this.#agenda.sleepers.add({ call, dueMs: this.world.elapsedMs + ms, then });
    this.#agenda.wake();
    return () => this.#agenda.sleepers.drop((each) => each.call === call);
  }

  /** Says how the agent's code ended. Only the first word counts. */
  finish(end: AgentEnd): void {
    this.#end ??= end;
    this.#agenda.wake();
  }

  /** Ends the task whatever the agent's code is about; what it still asks for is its mistake no longer. */
  stop(answer: AnswerRead): void {
    this.#isStopped = true;
    this.finish({ kind: 'answered', answer });
  }

  /** What the waiting coroutine has to do first, when the agent has done all that it does at once. */
  begin(): Promise<Answer> {
    return whenIdle().then(() => this.next());
  }

  /** The pump: what the waiting coroutine has to do next. */
  next(): Answer {
    if (this.#end !== undefined) return this.#over(this.#end);
    const call = this.#agenda.shift();
    if (call !== undefined) return this.#perform(call);
    const waiting = this.#agenda.wait();
    if (waiting === undefined) return this.#letTimePass();
    return { kind: 'wait', answer: waiting.then((isTime) => (isTime ? this.#letTimePass() : this.next())) };
  }

  #letTimePass(): Answer {
    const sleeper = this.#agenda.sleepers.take();
    return sleeper === undefined ? this.next() : this.#sleep(sleeper);
  }

  /** The task is over, however that came. Calls are refused from now on. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#agenda.sleepers.clear();
    this.world.agents.letGo(this);
    this.#controller.abort();
  }

  #over(end: AgentEnd): Answer {
    this.close();
    for (const call of this.#agenda.clear()) {
      call.reject(this.#refuseStray(call, 'was not awaited: the agent has answered before it could be done'));
    }
    if (end.kind === 'bug') throw end.error;
    if (end.kind === 'failed') return raise(end.message, end.failure);
    const { text, success, error, data } = end.answer;
    return answerValue(text, success, error, data);
  }

  #perform(call: PendingCall): Answer {
    const pause: NonNullable<CallSite['pause']> = (ms, then) => {
      this.#agenda.sleepers.add({ call, dueMs: this.world.elapsedMs + ms, then });
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
      const resume = (results: readonly Value[]) => attempt(() => answer.resume(results));
      return { ...answer, resume: (results) => this.#settle(call, resume(results)) };
    }
    if (answer.kind === 'value') call.resolve(this.#show(call, answer.values));
    else call.reject(call.error.tell(answer.message, answer.failure));
    return { kind: 'wait', answer: whenIdle().then(() => this.next()) };
  }

  #sleep({ call, dueMs, then }: Sleeper): Answer {
    const { world } = this;
    const pumped = { world, site: { address: () => this.at } };
    return passTime(pumped, Math.max(0, dueMs - world.elapsedMs), () => this.#settle(call, attempt(then)));
  }

  #locate({ locate, error }: Pick<PendingCall, 'locate' | 'error'>): Address | undefined {
    return locate?.(error) ?? this.at;
  }

  /** Tells of a call that comes too late: it fails the scenario, or is warned of where that has ended too. */
  #refuseStray(call: Omit<PendingCall, 'resolve' | 'reject'>, why: string): WorldError {
    const message = `${this.task.agent}: ${call.name} ${why}`;
    if (!this.#isStopped) failLate(this.world, this.#locate(call), { check: 'agent', message });
    return call.error.stray(message);
  }
}
