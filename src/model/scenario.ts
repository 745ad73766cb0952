/** Whether a scenario runs, or why it does not. */
export type ScenarioMode = 'run' | 'skip' | 'todo';

/** What makes a scenario a property: it holds for all cases that its generators make. */
export interface PropertyOptions {
  /** How many must pass. */
  readonly cases: number;
  /** What its random numbers are made from in place of the run's seed. */
  readonly seed?: string;
}

/** One behaviour to check, as its file defines it. */
export interface Scenario {
  /** `file::path`, unique in a run: the same name twice in a block gets ` #2`. */
  readonly id: string;
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** Line of its definition, 1-based; 0 where the file has none to give. */
  readonly line: number;
  /** Its place in the file's order of definition, from 0; -1 for `<load>`. */
  readonly index: number;
  /** Names of the blocks around it, then its own. */
  readonly path: readonly string[];
  /** Without the `#`, sorted; those of its blocks included. */
  readonly tags: readonly string[];
  readonly mode: ScenarioMode;
  /** Where it is none, but something around scenarios that is told like one because it went wrong. */
  readonly standsFor?: 'load' | 'teardown';
  /** Why it is skipped or still to do, where the file says. */
  readonly reason?: string;
  /** Its own deadline in milliseconds of real time; the run's where undefined. */
  readonly timeoutMs?: number;
  /** How many more times a failed attempt is tried; the run's where undefined. */
  readonly retries?: number;
  /** In how many orders of its tasks it is run at least. */
  readonly schedules?: number;
  /** Only where it is a property. */
  readonly property?: PropertyOptions;
}

/** The order of definition in a file; what goes on after a scenario follows it. */
export function compareDefinition(a: Pick<Scenario, 'index' | 'standsFor'>, b: typeof a): number {
  return a.index - b.index || Number(a.standsFor !== undefined) - Number(b.standsFor !== undefined);
}

/** The scenario's name as people read it: `block › block › name`. */
export function showScenarioName(scenario: Pick<Scenario, 'path'>): string {
  return scenario.path.join(' › ');
}
