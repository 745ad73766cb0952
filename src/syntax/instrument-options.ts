export interface InstrumentOptions {
  /** Counts how often each statement begins, and each function. */
  readonly lines?: boolean;
  /** Counts each arm of an `if`, and tells which right sides of `and` and `or` were asked for. */
  readonly branches?: boolean;
  /** Counts a budget down at each function's entry, each round of a loop, and each `goto`. */
  readonly steps?: boolean;
}
