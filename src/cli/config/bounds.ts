/** What the numbers of flags and config may be, both ends included; the reasons stand beside them. */
export const BOUNDS = {
  /** Milliseconds; node's timers take no more, and 0 is none. */
  timeoutMs: { min: 0, max: 2_147_483_647 },
  retries: { min: 0, max: 100 },
  schedules: { min: 1, max: 100_000 },
  /** Numbers of schedules stand in 32 bits where a worker says which one runs. */
  schedule: { min: 0, max: 2_147_483_647 },
  /** Beyond that more threads only cost memory. */
  workers: { min: 1, max: 256 },
  /** Of what must have run. */
  percent: { min: 0, max: 100 },
  bail: { min: 0, max: 1_000_000_000 },
  /** MiB; below 32 the VM itself does not fit, above 2048 its addresses end. */
  memoryMb: { min: 32, max: 2048 },
} as const;
