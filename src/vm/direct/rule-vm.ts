import type { ValueMap } from '../../model/value.js';
import { CodecError } from '../codec-error.js';
import { createCountTaker, type SlotCounts, type TakeCounts } from '../count-taker.js';
import { isVmFault } from '../faults.js';
import type { Pointer } from '../lua-exports.js';
import { BatchCalls } from './batch-calls.js';
import { type BatchOutcome, runRow } from './batch-outcome.js';
import { toPlain, toValue } from './convert.js';
import { callPlainly } from './plain-calls.js';
import type { PlainData } from './plain-data.js';
import { probeLayout } from './probe-layout.js';
import { RawCalls } from './raw-calls.js';
import { ResultError, RuleRaise, RuleVmFault } from './rule-error.js';
import type { RuleVmOptions } from './rule-options.js';
import { FIRST_RULE, openRuleState, type RuleState } from './rule-state.js';

/** What a rule gave, and what led to it. */
export interface ExplainedCall {
  readonly result: PlainData;
  /** What was read of the context, in the order of the first reads. */
  readonly reads: readonly {
    readonly path: string;
    readonly value?: PlainData;
    /** How many items of a table were looked at as a whole. */
    readonly size?: number;
    readonly isTable: boolean;
  }[];
  /** The counters of each file that was loaded. */
  readonly counts: readonly { readonly number: number; readonly counters: readonly number[] }[];
}

/** A rule in a VM, ready to be called. */
export interface LoadedRule {
  /** What the script says of itself in the table it returns: version, entry, input, output, thresholds. */
  readonly declared: PlainData;
  /**
   * Calls the rule. Throws a ContextError for a context that cannot be passed, a RuleRaise where the rule raises, a
   * ResultError where its result cannot be told, a RuleVmFault where the VM gave up.
   */
  call(input: PlainData): PlainData;
  /** Calls it and tells how it came to what it gives; only in a VM whose settings say `is_explained`. Throws as `call` does. */
  explain(input: PlainData): ExplainedCall;
  /** Calls it with each context in turn, in few crossings. Throws only a RuleVmFault; the rest is told by row. */
  callMany(inputs: readonly PlainData[]): BatchOutcome;
  /** Adds what a table of counters holds to counts, and puts it back to its beginning. */
  takeCounts(table: Pointer, into: SlotCounts): void;
}

/** Which rule to load, and how. */
export interface RuleToLoad {
  readonly name: string;
  /** The function to call, where the script has several. */
  readonly entry?: string | undefined;
  /** Globals of the script's own. */
  readonly globals?: ValueMap | undefined;
}

/** A VM for rules, without a world. After a RuleVmFault it is of no use any more. */
export class RuleVm {
  readonly #state: RuleState;
  readonly #isRaw: boolean;
  #nextNumber = FIRST_RULE;
  #takeCounts: TakeCounts | undefined;

  constructor(options: RuleVmOptions) {
    this.#state = openRuleState(options);
    const { lua, strings, L } = this.#state.parts;
    this.#isRaw = options.isPlain !== true && probeLayout(lua, strings, L);
  }

  /** Bytes of memory the VM holds; it never shrinks. */
  get memoryBytes(): number {
    return this.#state.parts.lua.bytes.length;
  }

  /** Whether calls go through memory; where this build of Lua is laid out in another way they do not. */
  get isRaw(): boolean {
    return this.#isRaw;
  }

  /**
   * Loads a rule that `source.script` finds by its name; `loader` is the prelude's function that does. Throws a RuleRaise
   * where it does not load.
   */
  load({ name, entry, globals }: RuleToLoad, loader = 'load_rule'): LoadedRule {
    const number = this.#nextNumber++;
    const loaded = guard(() => this.#state.callEntry(loader, [number, name, entry, globals]));
    // The prelude gives one of these two.
    const { problem, declared } = toPlain(loaded) as { readonly problem?: string; readonly declared?: PlainData };
    if (problem !== undefined) throw new RuleRaise(problem);
    const { parts, takeFunction } = this.#state;
    const rule = takeFunction(number);
    const raw = this.#isRaw ? new RawCalls(parts, rule) : undefined;
    const callOne =
      raw === undefined ? (input: PlainData) => callPlainly(parts, rule, input) : (input: PlainData) => raw.call(input);
    let batch: BatchCalls | undefined;
    return {
      declared,
      // Written out: a closure made for each call would cost a tenth of it.
      call: (input) => {
        try {
          return callOne(input);
        } catch (error) {
          throw toFault(error);
        }
      },
      takeCounts: (table, into) => {
        const { lua, strings, L } = this.#state.parts;
        this.#takeCounts ??= createCountTaker(lua, strings, L);
        this.#takeCounts(table, into);
      },
      explain: (input) => this.#explain(number, input),
      callMany: (inputs) =>
        guard(() => {
          if (raw === undefined) return callEach(inputs, callOne);
          batch ??= new BatchCalls(parts, rule, callOne);
          return batch.run(inputs);
        }),
    };
  }

  #explain(number: number, input: PlainData): ExplainedCall {
    const context = toValue(input);
    try {
      const told: unknown = toPlain(this.#state.callEntry('explain_rule', [number, context]));
      // The prelude gives one of these two; what of it is a list may be empty, which Lua cannot tell from a map.
      const { problem, ...call } = told as { readonly problem?: string } & ExplainedCall;
      if (problem !== undefined) throw new RuleRaise(problem);
      return { ...call, reads: listOf(call.reads), counts: listOf(call.counts) };
    } catch (error) {
      throw error instanceof CodecError ? new ResultError(error.message.replace('.result', '')) : toFault(error);
    }
  }
}

function listOf<T>(items: readonly T[]): readonly T[] {
  return Array.isArray(items) ? items : [];
}

function guard<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw toFault(error);
  }
}

/** A fault of the VM as an error of its own; any other as it is. */
function toFault(error: unknown): unknown {
  // What a script says of itself, and cannot be told outside Lua.
  if (error instanceof CodecError) return new RuleRaise(`what it returns: ${error.message.replace('.declared', '')}`);
  if (!isVmFault(error)) return error;
  return new RuleVmFault(error instanceof Error ? error.message : 'an error outside any protected call', error);
}

function callEach(inputs: readonly PlainData[], callOne: (input: PlainData) => PlainData): BatchOutcome {
  const outcome: BatchOutcome = { values: new Array<PlainData>(inputs.length).fill(undefined), problems: new Map() };
  for (const [row, input] of inputs.entries()) runRow({ input, row, outcome, callOne });
  return outcome;
}
