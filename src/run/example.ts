/** A part of the choices: `from` to `to`, without `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** 0 for an item that can be left out; parts of the same other label can stand for each other. */
  readonly label: number;
}

/** What the values of a case were made from. */
export interface Example {
  /** Whole numbers, 0 the simplest. */
  readonly choices: readonly number[];
  readonly spans: readonly Span[];
}
