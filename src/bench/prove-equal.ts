import type { BenchProblem } from '../model/bench-record.js';
import { isSameValue } from '../model/same-value.js';
import { showPlain } from '../model/show-plain.js';
import { shrinkInput } from '../rule/twin/shrink-input.js';
import type { PlainData } from '../script/script-errors.js';
import type { Variant } from './variant/variant.js';

/**
 * Calls all variants with all inputs. Gives what keeps them from being compared: one raises, changes its input, gives a
 * promise, or two give different results; nothing where they agree. The first variant is right for all that is said.
 */
export function proveEqual(
  variants: readonly [Variant, ...Variant[]],
  inputs: readonly PlainData[],
): BenchProblem | undefined {
  const [first, ...others] = variants;
  for (const [i, input] of inputs.entries()) {
    const problem = variants.map((variant) => findMisuse(variant, input, i + 1)).find((each) => each !== undefined);
    if (problem !== undefined) return { kind: 'errored', message: problem };
    const expected = first.call(input);
    for (const other of others) {
      if (!isSameValue(expected, other.call(input))) return showDisagreement(variants, first, other, input);
    }
  }
  return undefined;
}

/** The outputs a variant gives for each input. */
export function collectOutputs(variant: Variant, inputs: readonly PlainData[]): readonly unknown[] {
  return inputs.map((input) => variant.call(input));
}

function findMisuse(variant: Variant, input: PlainData, number: number): string | undefined {
  const before = variant.kind === 'native' ? structuredClone(input) : input;
  try {
    const result = variant.call(input);
    if (result instanceof Promise) return `${variant.name} gives a promise; a rule answers at once`;
  } catch (error) {
    return `${variant.name} raises on input ${number}, ${showPlain(input)}: ${error instanceof Error ? error.message : String(error)}`;
  }
  return isSameValue(before, input)
    ? undefined
    : `${variant.name} changes its input: ${showPlain(before)} became ${showPlain(input)}`;
}

function showDisagreement(all: readonly Variant[], a: Variant, b: Variant, input: PlainData): BenchProblem {
  const simplest = shrinkInput(input, (candidate) => differs(a, b, candidate));
  const outputs = all.map((variant) => ({ variant: variant.name, output: showPlain(variant.call(simplest)) }));
  return {
    kind: 'disagreement',
    message: `${b.name} and ${a.name} give different results`,
    counterexample: { input: showPlain(simplest), outputs },
  };
}

/** Whether both give a result and it is not the same. */
function differs(a: Variant, b: Variant, input: PlainData): boolean {
  try {
    return !isSameValue(a.call(structuredClone(input)), b.call(structuredClone(input)));
  } catch {
    // One raises on what was made simpler: another matter.
    return false;
  }
}
