import { hash } from 'node:crypto';

/** The seed of one attempt at one scenario. */
export interface ScenarioSeed {
  /** 16 hexadecimal digits, as shown to people. */
  readonly text: string;
  /** The same as the two 32-bit halves that `math.randomseed` takes. */
  readonly high: number;
  readonly low: number;
}

/** A hash (SHA-256, its first 64 bits) of the run's seed, the scenario's id and the attempt's number from 0. */
export function deriveSeed(runSeed: string, id: string, attempt: number): ScenarioSeed {
  const text = hash('sha256', `${runSeed}\0${id}\0${attempt}`).slice(0, 16);
  return { text, high: Number.parseInt(text.slice(0, 8), 16), low: Number.parseInt(text.slice(8), 16) };
}
