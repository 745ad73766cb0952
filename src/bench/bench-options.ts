/** How benches are timed and judged. */
export interface BenchOptions {
  readonly seed: string;
  readonly blockCount: number;
  /** Milliseconds of one batch, at least. */
  readonly batchMs: number;
  /** A difference that matters: 0.05 is 5 %. */
  readonly threshold: number;
}

export const DEFAULT_BLOCKS = 40;
/** Fewer blocks carry no verdict that could be trusted; the user is told. */
export const ENOUGH_BLOCKS = 30;
export const DEFAULT_BATCH_MS = 1;
