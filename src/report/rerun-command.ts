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
  /** What `--git` said. */
  readonly git?: string;
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
  { command = DEFAULT_COMMAND, config, git, workspace }: RerunOptions = {},
): string {
  const path = scenario.file.startsWith('-') ? `./${scenario.file}` : scenario.file;
  const address = scenario.line > 0 ? `${path}:${scenario.line}` : path;
  const order = schedule === undefined || schedule.number === 0 ? '' : ` --schedule ${schedule.number}`;
  const flags = showFlags({ git, config, workspace }, quote);
  return `${command} run ${quote(address)} --seed ${quote(seed)}${order}${flags}`;
}

/** Flags that have a value, each behind a space. */
export function showFlags(
  flags: Readonly<Record<string, string | undefined>>,
  quoteWord: (word: string) => string,
): string {
  const given = Object.entries(flags).map(([name, value]) =>
    value === undefined ? '' : ` --${name} ${quoteWord(value)}`,
  );
  return given.join('');
}

function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
