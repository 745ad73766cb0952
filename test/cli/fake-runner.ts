import { vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import type { RunPlan, RunSettings } from '../../src/model/settings.js';
import type { TraceNote } from '../../src/model/trace-note.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';
import { createFinished, createLoaded, createResult, STARTED, told } from '../support/results.js';

interface Hooks {
  onEvent(event: RunEvent, line: string): void;
  onTrace(note: TraceNote): void;
  readonly signal: AbortSignal;
}

type Script = (plan: RunPlan, settings: RunSettings, hooks: Hooks) => Promise<void>;

/** What stands in for running: what it tells, and what it was asked. */
export const runner = { script: undefined as Script | undefined, calls: [] as [RunPlan, RunSettings][] };

vi.mock('../../src/run/runner.js', () => ({
  Runner: class {
    readonly settings: RunSettings;

    constructor(settings: RunSettings) {
      this.settings = settings;
    }

    async run(plan: RunPlan, hooks: Hooks) {
      runner.calls.push([plan, this.settings]);
      await runner.script?.(plan, this.settings, hooks);
    }
  },
}));

export const FILE = 'scenarios/a.scenario.lua';

export function tellAll(events: readonly RunEvent[]): Script {
  return async (_plan, _settings, { onEvent }) => {
    for (const event of events) onEvent(event, JSON.stringify(event));
  };
}

export function createRun(results: readonly ScenarioResult[]): RunEvent[] {
  return [STARTED, createLoaded(FILE, results.length), ...results.map(told), createFinished()];
}

export function createRoot(more: Readonly<Record<string, string>> = {}): string {
  return createProject({ [FILE]: '', ...more });
}

export const failed = createResult('b', {
  outcome: 'failed',
  failures: [{ check: 'equal', message: 'expected 1, found 2', at: { file: FILE, line: 3 } }],
});

/** One that passed and one that failed, for each test. */
export function resetRunner(): void {
  runner.calls = [];
  runner.script = tellAll(createRun([createResult('a'), failed]));
}

export async function run(root: string, argv: readonly string[] = [], io = createIo(root)) {
  const code = await runCli(['run', ...argv], io);
  return { code, ...io.printed };
}
