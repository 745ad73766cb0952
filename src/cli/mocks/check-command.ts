import { listMocks, listStrays } from '../../mock/files/list-mocks.js';
import { readBaseMocks } from '../../mock/files/read-base-mocks.js';
import type { KnownError } from '../../model/known-error.js';
import { isBad } from '../../model/outcome.js';
import type { RunSettings } from '../../model/settings.js';
import { loadReadLua } from '../../world/read-mocks.js';
import { type Command, defineCommand } from '../command.js';
import type { Request } from '../command-shape.js';
import { loadConfig } from '../config/load-config.js';
import { resolveSettings } from '../config/resolve-settings.js';
import { isBuildServer } from '../console/terminal.js';
import { getExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { loadRunner } from '../load-runner.js';
import { planRun } from '../plan-run.js';
import { CONFIG } from '../select-flags.js';
import type { MockCheck } from './mock-check.js';
import { showCheck } from './show-check.js';

interface CheckFlags {
  readonly json?: boolean;
  /** False under `--no-run`. */
  readonly run?: boolean;
  readonly config?: string;
}

/** `moonrig mocks check`. */
export const command: Command = defineCommand<CheckFlags>(
  {
    name: 'mocks check',
    summary:
      'Run all scenarios, and find mocks that are broken, that no scenario uses, or that others keep from being used',
    options: [
      { flags: '--no-run', summary: 'run nothing: look at the files alone' },
      { flags: '--json', summary: 'print what was found as JSON' },
      CONFIG,
    ],
    examples: ['moonrig mocks check', 'moonrig mocks check --no-run'],
  },
  check,
);

async function check({ flags }: Request<CheckFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  const settings = resolveSettings(config, { isCi: isBuildServer(io.env) }, io.cwd);
  const problems: KnownError[] = [];
  const mocks = await readBaseMocks({
    root: io.cwd,
    folder: settings.mocks,
    loadReadLua,
    onProblem: (problem) => problems.push(problem),
  });
  const listed = listMocks(io.cwd, settings.mocks, mocks);
  const found = {
    problems,
    strays: listStrays(io.cwd, settings.mocks),
    shadowed: listed.filter(({ shadowedBy }) => shadowedBy !== undefined),
    mockCount: listed.length,
  };
  // With a broken file no scenario runs.
  const mayRun = flags.run !== false && problems.length === 0;
  const used = mayRun ? await findUsed(settings, config, io) : undefined;
  const unused = used && listed.filter(({ id, shadowedBy }) => shadowedBy === undefined && !used.ids.has(id));
  const result: MockCheck = { ...found, unused, ...(used && { ran: used.ran }) };
  io.stdout.write(
    flags.json === true ? showJson(result) : showCheck(result, { folder: settings.mocks, mayRun: flags.run !== false }),
  );
  return getExitCode({
    isInterrupted: io.signal.aborted,
    hasFailed: [problems, found.strays, found.shadowed, unused ?? []].some((list) => list.length > 0),
    isUndecided: (used?.ran.badCount ?? 0) > 0,
  });
}

async function findUsed(settings: RunSettings, config: Awaited<ReturnType<typeof loadConfig>>, io: Io) {
  const { Runner } = await loadRunner();
  // What snapshots say is no matter here, and nothing is to be written.
  const runner = new Runner({ ...settings, snapshots: 'none' });
  const planned = await planRun({ root: io.cwd, paths: [], config, flags: {} });
  const ids = new Set<string>();
  let [scenarioCount, badCount] = [0, 0];
  if (planned !== undefined) {
    await runner.run(planned.plan, {
      signal: io.signal,
      onMockUsed: (id) => ids.add(id),
      onEvent: (event) => {
        if (event.kind !== 'scenario.finished') return;
        scenarioCount += 1;
        if (isBad(event.result.outcome)) badCount += 1;
      },
    });
  }
  return { ids, ran: { scenarioCount, badCount } };
}

function showJson({ problems, ...rest }: MockCheck): string {
  const told = problems.map(({ message, at, hint }) => ({ message, at, hint }));
  return `${JSON.stringify({ problems: told, ...rest }, null, 2)}\n`;
}
