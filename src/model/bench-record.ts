/** A median with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How many values it rests on. */
  readonly count: number;
}

/** What is said of the samples of one variant; all in the samples' own unit. */
export interface SampleSummary {
  readonly count: number;
  readonly min: number;
  readonly median: number;
  /** Median absolute deviation from the median, not scaled. */
  readonly mad: number;
  readonly mean: number;
  /** Standard deviation of the sample (n - 1); 0 for one value. */
  readonly deviation: number;
  /** Only where at least 20 samples carry it. */
  readonly p95?: number;
  /** Only where at least 100 samples carry it. */
  readonly p99?: number;
  /** Samples beyond 1.5 interquartile ranges from the quartiles (Tukey's fences). They are counted, and kept. */
  readonly outlierCount: number;
}

/** Whether a variant takes less time than the one it is compared with, more, as much, or whether that cannot be told. */
export type Verdict = 'faster' | 'slower' | 'same' | 'inconclusive';

export interface Comparison {
  /** Time of the variant over time of the baseline, as the median over blocks. */
  readonly ratio: Estimate;
  readonly verdict: Verdict;
  /** How likely a ratio at least so far from 1 is where both are equal: two-sided, from the bootstrap. */
  readonly p: number;
}

/** A variant held against another one: both of this run, or one of a git ref or a saved baseline. */
export interface ComparedVariant extends Comparison {
  readonly variant: string;
  readonly with: string;
  /** Whether it holds among all comparisons of the run, by Holm's procedure at 5 %. */
  readonly isSignificant: boolean;
  /** Time of the variant minus that of the other, block by block, in nanoseconds; not for a saved baseline. */
  readonly differences?: readonly number[];
}

/** What a call of a Lua variant is made of, each part by itself, in nanoseconds a call. */
export type PartName = 'overhead' | 'in' | 'vm' | 'out' | 'batch';

export interface VariantPart {
  readonly name: PartName;
  readonly estimate: Estimate;
}

export interface VariantResult {
  readonly name: string;
  readonly kind: 'lua' | 'native';
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** A hash of its source. */
  readonly version: string;
  /** Nanoseconds a call, one sample a block. */
  readonly samples: readonly number[];
  readonly summary: SampleSummary;
  readonly median: Estimate;
  /** Calls in one sample. */
  readonly batchSize: number;
  readonly parts: readonly VariantPart[];
  /** From nothing to the first result, in nanoseconds. */
  readonly coldStart: Estimate;
  readonly warnings: readonly string[];
}

/** One variant at one size of the input. */
export interface SweepPoint {
  readonly variant: string;
  readonly size: number;
  /** Nanoseconds a call. */
  readonly estimate: Estimate;
}

/** Between which sizes a variant stops, or begins, to be the slower one. */
export interface Crossover {
  readonly variant: string;
  readonly with: string;
  /** Where both take as long: interpolated on logarithmic axes. */
  readonly size: number;
}

export interface Sweep {
  readonly sizes: readonly number[];
  readonly points: readonly SweepPoint[];
  readonly crossovers: readonly Crossover[];
}

/** The same variant timed twice, as if it were two. */
export interface SelfCheck extends Comparison {
  readonly variant: string;
  /** Whether the interval passes the threshold: then the machine is too noisy for any word of this bench. */
  readonly isNoisy: boolean;
}

/** Why a bench has no figures. */
export interface BenchProblem {
  /** `disagreement`: the variants give different results. `errored`: one does not load, or raises. */
  readonly kind: 'disagreement' | 'errored';
  readonly message: string;
  /** Of a disagreement: the simplest input found, and what each variant makes of it, as JSON. */
  readonly counterexample?: Counterexample;
}

export interface Counterexample {
  readonly input: string;
  readonly outputs: readonly { readonly variant: string; readonly output: string }[];
}

export interface BenchResult {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly inputCount: number;
  /** Name of the variant that the others are compared with. */
  readonly baseline: string;
  /** Whether the bench says so itself. */
  readonly hasOwnBaseline: boolean;
  /** Of the inputs whose figures stand first, where they have sizes. */
  readonly size?: number;
  /** A hash of the inputs. */
  readonly inputsVersion: string;
  readonly problem?: BenchProblem;
  readonly variants: readonly VariantResult[];
  /** Each variant with the baseline. */
  readonly comparisons: readonly ComparedVariant[];
  /** Each variant with its earlier self: of a git ref, or of a saved baseline. */
  readonly changes: readonly ComparedVariant[];
  readonly selfCheck?: SelfCheck;
  readonly sweep?: Sweep;
  readonly warnings: readonly string[];
}

/** The machine and what runs on it: figures of two that differ are not compared. */
export interface BenchEnvironment {
  readonly cpu: string;
  readonly coreCount: number;
  readonly platform: string;
  readonly nodeVersion: string;
  readonly v8Version: string;
  readonly moonrigVersion: string;
}

/** All variants of one name over several benches. */
export interface MeanRatio {
  readonly variant: string;
  readonly with: string;
  /** Geometric mean of the ratios. */
  readonly ratio: number;
  readonly benchCount: number;
}

/** A session of benchmarks as data. */
export interface BenchRecord {
  readonly format: 1;
  readonly project: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: string;
  readonly blockCount: number;
  /** Ratios within 1 / (1 + threshold) and 1 + threshold count as the same. */
  readonly threshold: number;
  readonly environment: BenchEnvironment;
  /** What `changes` are held against: `main (3f2a9c1)`, `baselines/main.json`. */
  readonly against?: string;
  readonly benches: readonly BenchResult[];
  readonly means: readonly MeanRatio[];
}
