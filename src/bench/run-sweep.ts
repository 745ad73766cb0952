import type { BenchProblem, Crossover, Sweep, SweepPoint } from '../model/bench-record.js';
import { type BenchContext, toBlockOptions } from './bench-context.js';
import { estimate } from './describe-variant.js';
import type { BenchDefinition } from './load/bench-definition.js';
import type { BenchFile } from './load/load-bench-file.js';
import { createMeasures } from './measure-variants.js';
import { proveEqual } from './prove-equal.js';
import { timeInBlocks } from './timing/time-in-blocks.js';
import type { Variant } from './variant/variant.js';

/** Times the variants at each size of the input; gives the problem instead where they disagree at one. */
export async function runSweep(
  bench: BenchDefinition,
  file: BenchFile,
  variants: readonly [Variant, ...Variant[]],
  context: BenchContext,
): Promise<Sweep | BenchProblem> {
  const { options, random } = context;
  const points: SweepPoint[] = [];
  for (const size of bench.sizes) {
    const inputs = file.readInputs(bench, size, options.seed);
    const problem = proveEqual(variants, inputs);
    if (problem !== undefined) return { ...problem, message: `${problem.message}, at size ${size}` };
    const calls = variants.map(
      (variant) => createMeasures(variant, inputs, { key: variant.name, withParts: false }).call,
    );
    for (const { measure, samples } of timeInBlocks(calls, toBlockOptions(context)))
      points.push({ variant: measure.key, size, estimate: estimate(samples, random) });
  }
  const [baseline, ...others] = variants.map(({ name }) => name);
  return {
    sizes: bench.sizes,
    points,
    crossovers: others.flatMap((other) => findCrossovers(points, other, baseline ?? '')),
  };
}

/** Where the lines of two variants meet, on logarithmic axes between two sizes. */
export function findCrossovers(points: readonly SweepPoint[], variant: string, other: string): Crossover[] {
  const valuesOf = (name: string) => points.filter((point) => point.variant === name);
  const theirs = new Map(valuesOf(other).map((point) => [point.size, point.estimate.value]));
  const ratios = valuesOf(variant).map(({ size, estimate: { value } }) => ({
    size: Math.log(size),
    ratio: Math.log(value / (theirs.get(size) ?? Number.NaN)),
  }));
  return ratios.flatMap((to, i) => {
    const from = ratios[i - 1];
    if (from === undefined || Math.sign(from.ratio) * Math.sign(to.ratio) >= 0) return [];
    const share = from.ratio / (from.ratio - to.ratio);
    return [{ variant, with: other, size: Math.exp(from.size + share * (to.size - from.size)) }];
  });
}
