import type { ScheduleReport } from '../model/outcome.js';
import type { Scenario } from '../model/scenario.js';

/** How moonrig is called by a person who has a project in front of them. */
const DEFAULT_COMMAND = 'npx moonrig';

export interface RerunOptions {
  /** How moonrig is called. */
  readonly command?: string;
  /** What `--config` said. */
  readonly config?: string;
  /** What `--workspace` said. */
  readonly workspace?: string;
}

/** What ran, and in which order of its tasks, where there were several. */
export interface Rerunnable {
  readonly scenario: Pick<Scenario, 'file' | 'line'>;
  readonly schedule?: ScheduleReport;
}

/**
 * The exact command that runs one scenario again, ready to paste into a POSIX shell. `seed` is the run's own: with it the
 * scenario gets the random numbers it had, and its tasks their order.
 */
export function rerunCommand(
  { scenario, schedule }: Rerunnable,
  seed: string,
  { command = DEFAULT_COMMAND, config, workspace }: RerunOptions = {},
): string {
  const path = scenario.file.startsWith('-') ? `./${scenario.file}` : scenario.file;
  const address = scenario.line > 0 ? `${path}:${scenario.line}` : path;
  const flags = { config, workspace };
  const chosen = Object.entries(flags).map(([flag, value]) =>
    value === undefined ? '' : ` --${flag} ${quote(value)}`,
  );
  const order = schedule === undefined || schedule.number === 0 ? '' : ` --schedule ${schedule.number}`;
  return `${command} run ${quote(address)} --seed ${quote(seed)}${order}${chosen.join('')}`;
}

function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
