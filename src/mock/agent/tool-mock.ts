import type { Address } from '../../model/address.js';

/**
 * What can go wrong with a tool. It gives no answer: `timeout`, `connection_reset`, `unavailable`; or one that is no good:
 * `truncated` (half of it), `malformed_json` (JSON that breaks off).
 */
export const TOOL_FAULTS = ['timeout', 'connection_reset', 'unavailable', 'truncated', 'malformed_json'] as const;

export interface ToolFault {
  readonly kind: (typeof TOOL_FAULTS)[number];
  /** Virtual milliseconds until a `timeout`. */
  readonly afterMs?: number;
}

/** What a mock of a tool answers to one call. */
export interface ToolReply {
  /** As the model is told it. */
  readonly text: string;
  /** Virtual milliseconds that it takes. */
  readonly latencyMs: number;
  /** What the tool says in place of an answer. */
  readonly error?: string;
  readonly fault?: ToolFault;
}

/**
 * How a mock comes by its answers: it has none yet; one for every call, or with `isSequence` one after the other; or a Lua
 * function of that number gives them.
 */
export type ToolAnswers =
  | { readonly kind: 'none' }
  | { readonly kind: 'replies'; readonly replies: readonly ToolReply[]; readonly isSequence: boolean }
  | { readonly kind: 'function'; readonly handler: number };

/** A scripted answer of one agent's tool. It is replaced, never changed, so that forks share it. */
export interface ToolMock {
  readonly id: number;
  readonly tool: string;
  /** The number of the agent whose tool it is. */
  readonly agent: number;
  /** The number of the Lua function that says whether arguments are those asked for; any are where undefined. */
  readonly matcher?: number;
  /** The arguments asked for, as the user wrote them. */
  readonly shown: string;
  /** Whether a scenario's own body made it. */
  readonly isOfBody: boolean;
  readonly at?: Address;
  readonly answers: ToolAnswers;
  /** How many calls it must answer, and how many it may. */
  readonly bounds?: { readonly least: number; readonly most: number };
  readonly isOptional: boolean;
}

/** The most calls that a mock can answer. */
function mostAnswers({ answers, bounds }: ToolMock): number {
  const given = answers.kind === 'replies' && answers.isSequence ? answers.replies.length : Number.POSITIVE_INFINITY;
  return Math.min(given, bounds?.most ?? Number.POSITIVE_INFINITY);
}

/** The calls that a mock must answer: those that it is bound to, the whole of a sequence, else one. */
export function leastAnswers({ answers, bounds }: ToolMock): number {
  if (bounds !== undefined) return bounds.least;
  return answers.kind === 'replies' && answers.isSequence ? answers.replies.length : 1;
}

function isPromise({ isOptional, isOfBody, bounds }: ToolMock): boolean {
  return !isOptional && (isOfBody || bounds !== undefined);
}

/** The scripted answers of one world's tools, oldest first, and how often each was used. */
export class ToolMocks {
  readonly #mocks: ToolMock[];
  readonly #used: number[];

  constructor(mocks: readonly ToolMock[] = [], used: readonly number[] = []) {
    this.#mocks = [...mocks];
    this.#used = [...used];
  }

  fork(): ToolMocks {
    return new ToolMocks(this.#mocks, this.#used);
  }

  /** Adds a mock; gives its id. */
  add(parts: Omit<ToolMock, 'id'>): number {
    const id = this.#mocks.length;
    this.#mocks.push({ ...parts, id });
    this.#used.push(0);
    return id;
  }

  get(id: number): ToolMock | undefined {
    return this.#mocks[id];
  }

  update(id: number, change: Partial<Pick<ToolMock, 'answers' | 'bounds' | 'isOptional'>>): void {
    const mock = this.#mocks[id];
    if (mock === undefined) throw new Error(`there is no mock ${id} of a tool`);
    this.#mocks[id] = { ...mock, ...change };
  }

  /** All mocks of an agent's tool, the newest first. */
  listOf(agent: number, tool: string): ToolMock[] {
    return this.#mocks.filter((mock) => mock.agent === agent && mock.tool === tool).reverse();
  }

  usesOf({ id }: ToolMock): number {
    return this.#used[id] ?? 0;
  }

  /** Why a mock has no answer now; undefined where it has one. */
  findUnready(mock: ToolMock): string | undefined {
    if (mock.answers.kind === 'none') return 'it has no :reply';
    const used = this.usesOf(mock);
    return used >= mostAnswers(mock) ? `used up: it has answered ${used} of ${used}` : undefined;
  }

  /** Notes that a mock answers, and gives what it says; undefined where a function does. */
  use(mock: ToolMock): ToolReply | undefined {
    const used = this.usesOf(mock);
    this.#used[mock.id] = used + 1;
    if (mock.answers.kind !== 'replies') return undefined;
    const { replies, isSequence } = mock.answers;
    return replies[isSequence ? used : 0];
  }

  /** Promised answers that were not used as often as promised. */
  unkept(): ToolMock[] {
    return this.#mocks.filter((mock) => isPromise(mock) && this.usesOf(mock) < leastAnswers(mock));
  }

  /** How many promised answers were used as promised. */
  countKept(): number {
    return this.#mocks.filter((mock) => isPromise(mock) && this.usesOf(mock) >= leastAnswers(mock)).length;
  }
}
