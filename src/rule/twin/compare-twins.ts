import { RuleError } from '../../model/rule.js';
import { isSameValue } from '../../model/same-value.js';
import { showPlain } from '../../model/show-plain.js';
import type { PlainData } from '../../script/script-errors.js';
import { attempt } from '../attempt.js';
import type { PreparedRule } from '../prepared-rule.js';
import type { InputMaker } from './input-maker.js';
import { shrinkInput } from './shrink-input.js';

/** An input for which two rules give different results. */
export interface Mismatch {
  /** As simple as it goes. */
  readonly input: PlainData;
  readonly outcomes: readonly [TwinOutcome, TwinOutcome];
}

/** What a rule makes of an input; an error tells why it gives nothing. */
export interface TwinOutcome {
  readonly result?: unknown;
  readonly error?: string;
}

export interface ComparePlan {
  readonly maker: InputMaker;
  /** How many inputs are tried. */
  readonly caseCount: number;
  /** How many kinds of mismatch are looked for. */
  readonly mostMismatches: number;
  /** Told now and then how many have been tried. */
  readonly onProgress?: (count: number) => void;
}

/** What a comparison has come to. */
export interface Compared {
  readonly caseCount: number;
  /** Inputs for which the rules differ, of those that were tried. */
  readonly mismatchCount: number;
  /** One of each kind. */
  readonly mismatches: readonly Mismatch[];
}

/** As many rows as cross to Lua at once. */
const GROUP = 256;
/** Of mismatches beyond these, only their number counts: each costs hundreds of calls to make simple. */
const MOST_SHRUNK = 200;

/** Holds two rules against each other on inputs that a maker makes. */
export function compareTwins(a: PreparedRule, b: PreparedRule, plan: ComparePlan): Compared {
  const found = new Map<string, Mismatch>();
  let [mismatchCount, shrunk, done] = [0, 0, 0];
  while (done < plan.caseCount) {
    const inputs = plan.maker.make(Math.min(GROUP, plan.caseCount - done));
    const [ours, theirs] = [a.runMany(inputs), b.runMany(inputs)];
    for (let row = 0; row < inputs.length; row++) {
      if (isSameOutcome(ours[row], theirs[row])) continue;
      mismatchCount += 1;
      if (shrunk++ >= MOST_SHRUNK || found.size >= plan.mostMismatches) continue;
      const input = shrinkInput(inputs[row], (candidate) => !isSame(a, b, candidate));
      const mismatch = describe(a, b, input);
      const kind = kindOf(mismatch);
      if (!found.has(kind)) found.set(kind, mismatch);
    }
    done += inputs.length;
    plan.onProgress?.(done);
  }
  return { caseCount: done, mismatchCount, mismatches: [...found.values()] };
}

/** Errors are all alike: Lua and TypeScript have other words for them. */
function isSameOutcome(a: unknown, b: unknown): boolean {
  if (a instanceof RuleError || b instanceof RuleError) return a instanceof RuleError && b instanceof RuleError;
  return isSameValue(a, b);
}

function isSame(a: PreparedRule, b: PreparedRule, input: PlainData): boolean {
  return isSameOutcome(
    attempt(() => a.run(input)),
    attempt(() => b.run(input)),
  );
}

function describe(a: PreparedRule, b: PreparedRule, input: PlainData): Mismatch {
  const tell = (rule: PreparedRule): TwinOutcome => {
    const result = attempt(() => rule.run(input));
    return result instanceof RuleError ? { error: result.message } : { result };
  };
  return { input, outcomes: [tell(a), tell(b)] };
}

/** Mismatches of one kind have the same fields and come to the same results, whatever their numbers are. */
export function kindOf({ input, outcomes }: Mismatch): string {
  const isMap = typeof input === 'object' && input !== null && !Array.isArray(input);
  const fields = isMap ? Object.keys(input).sort() : [typeof input];
  return JSON.stringify([
    fields,
    outcomes.map(({ result, error }) => (error === undefined ? showPlain(result) : 'error')),
  ]);
}
