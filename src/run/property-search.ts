import type { ScenarioError } from '../model/outcome.js';
import type { Counterexample } from '../model/run-event.js';
import type { Scenario } from '../model/scenario.js';
import { deriveSeed, readSeed, type ScenarioSeed } from '../model/seed.js';
import { STEP } from './deadline.js';
import { type Case, type CaseEnd, type CaseSetting, runCase } from './run-case.js';

/** A failing case that is known from before. */
export type KnownExample = Pick<Counterexample, 'seed' | 'choices'>;

export interface SearchOptions extends CaseSetting {
  /** From 0; other attempts have other cases. */
  readonly attempt: number;
  /** Tried before all others. */
  readonly known: readonly KnownExample[];
  /** Told which case begins: its number, STEP.known or STEP.shrinking. */
  readonly step: (step: number) => void;
}

/** A failing case, and which it was: 0 where it was known. */
export interface FoundCase {
  readonly one: Case;
  readonly end: CaseEnd & { kind: 'failed' };
  readonly number: number;
}

/** What the cases of a property came to. */
export interface Search {
  readonly passedCount: number;
  readonly discardedCount: number;
  /** Checks of the cases that passed, and how many of them returned true. */
  readonly checkCount: number;
  readonly trueCount: number;
  readonly found?: FoundCase;
  readonly skipped?: string;
  readonly error?: ScenarioError;
}

/** Discarded cases for each that is wanted, and for few. */
const DISCARDED_EACH = 10;
const DISCARDED_LEAST = 100;
const SIMPLEST: readonly number[] = [];

/** Seeds of the cases of an attempt, by number: hashes of the run's seed (or the property's own), the scenario and both numbers. */
export function createCaseSeeds(
  runSeed: string,
  { id, property }: Scenario,
  attempt: number,
): (number: number) => ScenarioSeed {
  const { text } = deriveSeed(property?.seed ?? runSeed, id, attempt);
  return (number) => deriveSeed(text, 'case', number);
}

/** Runs the cases of a property until one fails: those known first, then the simplest, then by chance. */
export async function searchCases(options: SearchOptions): Promise<Search> {
  const { scenario, settings, attempt, step } = options;
  const wanted = scenario.property?.cases ?? 0;
  const count = { passedCount: 0, discardedCount: 0, checkCount: 0, trueCount: 0 };
  for (const { seed, choices } of options.known) {
    step(STEP.known);
    const one = { seed: readSeed(seed), choices };
    const end = await runCase(options, one);
    if (end.kind === 'failed') return { ...count, found: { one, end, number: 0 } };
  }
  const seedOf = createCaseSeeds(settings.seed, scenario, attempt);
  const most = Math.max(DISCARDED_LEAST, wanted * DISCARDED_EACH);
  for (let number = 1; count.passedCount < wanted; number++) {
    step(number);
    const seed = seedOf(number);
    const one = number === 1 ? { seed, choices: SIMPLEST } : { seed };
    const running = runCase(options, one);
    // To wait for what is there already would cost more than many a case.
    const end = running instanceof Promise ? await running : running;
    if (end.kind === 'passed') {
      count.passedCount += 1;
      count.checkCount += end.checkCount;
      if (end.saidTrue) count.trueCount += 1;
    } else if (end.kind === 'discarded') {
      count.discardedCount += 1;
      if (count.discardedCount > most) return { ...count, error: tooManyDiscarded(count, scenario) };
    } else if (end.kind === 'failed') return { ...count, found: { one, end, number } };
    else if (end.kind === 'skipped') return { ...count, skipped: end.reason };
    else return { ...count, error: end.error };
  }
  return count;
}

function tooManyDiscarded({ passedCount, discardedCount }: Search, { file, line, property }: Scenario): ScenarioError {
  return {
    cause: 'raised',
    message: `only ${passedCount} of ${property?.cases} cases could be made: ${discardedCount} were discarded`,
    at: { file, line },
    traceback: [],
    hint: 'generators that make what is wanted take the place of gen.filter and gen.assume',
  };
}
