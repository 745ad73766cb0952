import type { BenchProblem } from '../model/bench-record.js';
import { KnownError, showKnownError } from '../model/known-error.js';
import { isSameValue } from '../model/same-value.js';
import { type PlainData, RuleVmFault } from '../script/script-errors.js';
import type { BenchContext } from './bench-context.js';
import type { BenchDefinition } from './load/bench-definition.js';
import type { BenchFile } from './load/load-bench-file.js';
import { proveEqual } from './prove-equal.js';
import { runSweep } from './run-sweep.js';
import { summarizeBench, type UnsettledResult } from './summarize-bench.js';
import { timeBench } from './time-bench.js';
import { openEarlier } from './variant/open-earlier.js';
import { openVariants } from './variant/open-variants.js';
import type { Variant } from './variant/variant.js';

/** Runs one bench: loads its variants, proves that they agree, times them. What goes wrong is told in the result. */
export async function runBench(
  bench: BenchDefinition,
  file: BenchFile,
  context: BenchContext,
): Promise<UnsettledResult> {
  try {
    return await run(bench, file, context);
  } catch (error) {
    return createBadResult(bench, { kind: 'errored', message: showProblem(error) });
  }
}

async function run(bench: BenchDefinition, file: BenchFile, context: BenchContext): Promise<UnsettledResult> {
  const { files, options } = context;
  const size = middle(bench.sizes);
  const inputs = file.readInputs(bench, size, options.seed);
  const variants = await openVariants(bench, files);
  const problem = proveEqual(variants, inputs);
  if (problem !== undefined) return createBadResult(bench, problem, inputs.length);
  const earlier = await openEarlier(bench, inputs, context);
  const [again] = await openVariants({ ...bench, variants: [bench.variants[0]] }, files);
  const times = await timeBench({ variants, again, earlier: earlier.variants, inputs }, context);
  const changed = times.measures.find(({ call, variant }) => !keptResults(call.results, variant, inputs));
  if (changed !== undefined)
    return createBadResult(bench, { kind: 'errored', message: tellUnsteady(changed.variant) }, inputs.length);
  const sweep = bench.sizes.length === 0 ? undefined : await runSweep(bench, file, variants, context);
  if (sweep !== undefined && 'kind' in sweep) return createBadResult(bench, sweep, inputs.length);
  return summarizeBench(
    { bench, inputs, times, warnings: earlier.warnings, ...(sweep && { sweep }), ...(size && { size }) },
    context,
  );
}

function middle(sizes: readonly number[]): number | undefined {
  return sizes[sizes.length >> 1];
}

/** Whether what was kept while it was timed is what the variant says now. */
function keptResults(results: readonly unknown[], variant: Variant, inputs: readonly PlainData[]): boolean {
  return results.every((result, i) => isSameValue(result, variant.call(inputs[i % inputs.length])));
}

function tellUnsteady({ name }: Variant): string {
  return `${name} does not give the same result each time: it keeps something from call to call, or draws by chance`;
}

function showProblem(error: unknown): string {
  if (error instanceof KnownError) return showKnownError(error);
  if (error instanceof RuleVmFault) return error.message;
  throw error;
}

/** The result of a bench that was not timed. */
export function createBadResult(bench: BenchDefinition, problem: BenchProblem, inputCount = 0): UnsettledResult {
  const { name, file, line, variants, hasOwnBaseline } = bench;
  return {
    name,
    file,
    line,
    inputCount,
    baseline: variants[0].name,
    hasOwnBaseline,
    inputsVersion: '',
    problem,
    variants: [],
    comparisons: [],
    changes: [],
    warnings: [],
  };
}
