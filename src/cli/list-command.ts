import { KnownError } from '../model/known-error.js';
import { isBad } from '../model/outcome.js';
import type { ScenarioResult, Warning } from '../model/run-event.js';
import { type Scenario, showScenarioName } from '../model/scenario.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { loadConfig } from './config/load-config.js';
import { resolveSettings } from './config/resolve-settings.js';
import { PLAIN } from './console/palette.js';
import { showFailures } from './console/show-failures.js';
import { showWarnings } from './console/show-warnings.js';
import { makeVisible } from './console/visible.js';
import { getExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { loadRunner } from './load-runner.js';
import { planRun } from './plan-run.js';
import { CONFIG, FILTER, PATHS, type SelectFlags, TAG } from './select-flags.js';

interface ListFlags extends SelectFlags {
  readonly json?: boolean;
}

/** `moonrig list`. */
export const command: Command = defineCommand<ListFlags>(
  {
    name: 'list',
    summary: 'List scenarios without running them',
    argument: PATHS,
    options: [FILTER, TAG, { flags: '--json', summary: 'print them as a JSON array' }, CONFIG],
    examples: ['moonrig list', 'moonrig list scenarios/rules --tag smoke', 'moonrig list --json'],
  },
  list,
);

async function list({ flags, paths }: Request<ListFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  const { Runner } = await loadRunner();
  const runner = new Runner(resolveSettings(config, {}, io.cwd));
  const planned = await planRun({ root: io.cwd, paths, config, flags });
  if (planned === undefined) return 0;
  const warnings: Warning[] = [...planned.warnings];
  const bad: ScenarioResult[] = [];
  const scenarios = await runner.list(planned.plan, {
    signal: io.signal,
    onEvent: (event) => {
      if (event.kind === 'warning') warnings.push(event);
      if (event.kind === 'scenario.finished' && isBad(event.result.outcome)) bad.push(event.result);
    },
  });
  if (scenarios.length === 0 && bad.length === 0) throw new KnownError('not-found', 'the selection keeps no scenario');
  io.stdout.write(flags.json === true ? `${JSON.stringify(scenarios, null, 2)}\n` : scenarios.map(showLine).join(''));
  const problems = [...showFailures(bad, PLAIN, () => undefined), ...showWarnings(warnings, PLAIN)];
  if (problems.length > 0) io.stderr.write(`${problems.join('\n')}\n`);
  return getExitCode({ isInterrupted: io.signal.aborted, isUndecided: bad.length > 0 });
}

function showLine(scenario: Scenario): string {
  const where = scenario.line > 0 ? `${scenario.file}:${scenario.line}` : scenario.file;
  const name = showScenarioName(scenario);
  const unnamed = scenario.tags.map((tag) => `#${tag}`).filter((tag) => !name.split(' ').includes(tag));
  const mode = scenario.mode === 'run' ? [] : [`(${scenario.mode})`];
  return `${makeVisible([`${where}  ${name}`, ...unnamed, ...mode].join(' '))}\n`;
}
