import { expect } from 'vitest';
import type { ScenarioResult } from '../../src/model/run-event.js';
import type { useProjects } from './harness.js';

/** The values of the counter-example. */
export const shownOf = (result: ScenarioResult | undefined) => result?.property?.counterexample?.shown;

/** Runs one property by its arguments; gives its result. */
export function createRunOne({ run }: ReturnType<typeof useProjects>) {
  return async (arguments_: string, before = ''): Promise<ScenarioResult> => {
    const [result] = await run(`${before}\nproperty("holds", ${arguments_})`);
    return result ?? expect.unreachable('no result');
  };
}
