import type { Failure } from '../model/outcome.js';
import type { Counterexample } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import type { RunSettings } from '../model/settings.js';
import { STEP } from './deadline.js';
import { createCaseSeeds } from './property-search.js';

/**
 * The failure that tells of a counter-example: the values, how they were found, and what finds them again. `isCut`: there
 * was no time to make it as simple as it goes.
 */
export function describeCounterexample(
  example: Counterexample,
  { scenario, settings }: { readonly scenario: Scenario; readonly settings: RunSettings },
  isCut: boolean,
): Failure {
  const { file, line, property } = scenario;
  const { foundIn, steps, tries, seed } = example;
  const found =
    foundIn === 0 ? 'known from before, and tried first' : `found in case ${foundIn} of ${property?.cases ?? foundIn}`;
  const simpler = steps === 0 ? 'no simpler one found' : `made simpler ${times(steps)}`;
  const again = property?.seed === undefined ? `--seed ${settings.seed}` : `its own seed ${property.seed}`;
  const values = example.shown.replaceAll(/^/gm, '  ');
  return {
    check: 'property',
    message: `the property does not hold for\n${values}`,
    at: { file, line },
    notes: [
      `${found}; ${simpler} (${tries} tried)${isCut ? ', then the time was over' : ''}`,
      `the same cases come with ${again}; seed of this case: ${seed}`,
    ],
  };
}

/** Which case of a property was under way when it was stopped, for the error that says so. */
export function showStuckCase(step: number, where: { scenario: Scenario; attempt: number; seed: string }): string {
  if (step === STEP.known) return ', in the example that is tried first';
  if (step === STEP.shrinking) return ', while a case that failed was looked at';
  const { text } = createCaseSeeds(where.seed, where.scenario, where.attempt)(step);
  return step > 0 ? `, in case ${step} of the property (its seed is ${text})` : '';
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
