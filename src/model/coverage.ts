/** One way that code can go, and how often it went there. */
export interface CoveredBranch {
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** Branches of one `if` or one operator have the same. */
  readonly group: number;
  readonly kind: 'if' | 'elseif' | 'else' | 'missing else' | 'and' | 'or';
  /** Of `and` and `or`: of how many scenarios, hooks and loads the right side was asked for. */
  readonly count: number;
}

export interface CoveredFunction {
  readonly name: string;
  readonly line: number;
  readonly count: number;
}

/** How much of a Lua file ran. */
export interface CoveredFile {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly source: string;
  /** Lines on which statements begin, in rising order, each with how often the one that ran most did. */
  readonly lines: readonly (readonly [line: number, count: number])[];
  readonly branches: readonly CoveredBranch[];
  readonly functions: readonly CoveredFunction[];
}

/** Of so many how many ran. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

export const COVERAGE_KINDS = ['lines', 'branches', 'functions'] as const;

export type CoverageKind = (typeof COVERAGE_KINDS)[number];

export type CoverageShares = Readonly<Record<CoverageKind, Share>>;

/** Percentages, whole numbers from 0 to 100, that must be reached. */
export type CoverageThresholds = { readonly [Kind in CoverageKind]?: number };

/** What ran of some files, taken together. */
export function shareCoverage(files: readonly CoveredFile[]): CoverageShares {
  return {
    lines: share(files.flatMap(({ lines }) => lines.map(([, count]) => count))),
    branches: share(files.flatMap(({ branches }) => branches.map(({ count }) => count))),
    functions: share(files.flatMap(({ functions }) => functions.map(({ count }) => count))),
  };
}

function share(counts: readonly number[]): Share {
  return { covered: counts.filter((count) => count > 0).length, total: counts.length };
}

/** Whether a share reaches a percentage. Whole numbers are compared: 9,996 of 10,000 are not 100 %. */
export function reaches({ covered, total }: Share, percent: number): boolean {
  return covered * 100 >= percent * total;
}

/** A share in per cent with one digit behind the point, rounded down: only all of it is 100.0. */
export function showShare({ covered, total }: Share): string {
  if (total === 0) return '100.0 %';
  const tenths = Math.floor((covered * 1000) / total);
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
}
