/** A statement; several may stand on one line, or share a slot where none can begin without the other. */
export interface StatementPoint {
  readonly line: number;
  /** Its bytes in the source as it was. */
  readonly start: number;
  readonly end: number;
  /** Index of its count. */
  readonly slot: number;
}

/** One way that code can go. */
export interface BranchPoint {
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** Branches of one `if`, or one operator, have the same group: the number of the first slot among them. */
  readonly group: number;
  /** `missing else`: the condition of an `if` without `else` did not hold. `and`, `or`: the right side was asked for. */
  readonly kind: 'if' | 'elseif' | 'else' | 'missing else' | 'and' | 'or';
  readonly slot: number;
}

export interface FunctionPoint {
  /** As the source calls it; `function at line 7` where it has no name. */
  readonly name: string;
  readonly line: number;
  readonly slot: number;
}

/** What the counts of an instrumented source mean. Slots are indexes from 0: first the counters, then the flags. */
export interface CoveragePoints {
  readonly counterCount: number;
  /** Flags only tell whether something happened: they do not count how often. */
  readonly flagCount: number;
  readonly statements: readonly StatementPoint[];
  readonly branches: readonly BranchPoint[];
  readonly functions: readonly FunctionPoint[];
}
