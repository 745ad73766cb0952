import { beforeEach, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import type { RunEvent } from '../../src/model/run-event.js';
import type { Scenario } from '../../src/model/scenario.js';
import type { RunPlan } from '../../src/model/settings.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';
import { createResult, told } from '../support/results.js';
import { createScenario } from '../support/scenarios.js';

const runner = vi.hoisted(() => ({
  scenarios: [] as readonly Scenario[],
  events: [] as readonly RunEvent[],
  plans: [] as RunPlan[],
}));

vi.mock('../../src/run/runner.js', () => ({
  Runner: class {
    async list(plan: RunPlan, hooks: { onEvent(event: RunEvent): void }) {
      runner.plans.push(plan);
      for (const event of runner.events) hooks.onEvent(event);
      return runner.scenarios;
    }
  },
}));

const FILE = 'scenarios/a.scenario.lua';
const scenarios = [
  createScenario('epic › low #fast', { line: 4, tags: ['fast', 'smoke'] }),
  createScenario('later\n', { line: 0, mode: 'todo' }),
];

beforeEach(() => {
  runner.scenarios = scenarios;
  runner.events = [];
  runner.plans = [];
});

async function list(...argv: string[]) {
  const io = createIo(createProject({ [FILE]: '' }));
  return { code: await runCli(['list', ...argv], io), ...io.printed };
}

it('lists scenarios with their places, tags and modes', async () => {
  expect(await list()).toEqual({
    code: 0,
    out: `${FILE}:4  epic › low #fast #smoke\n${FILE}  later\\n (todo)\n`,
    err: '',
  });
});

it('prints them as JSON', async () => {
  expect(JSON.parse((await list('--json')).out)).toEqual(scenarios);
});

it('hands the selection on', async () => {
  await list('--tag', 'smoke', '-t', 'low', `${FILE}:4`);
  expect(runner.plans[0]?.selection).toEqual({ filter: 'low', tags: ['smoke'], lines: { [FILE]: [4] } });
});

it('tells of files that did not load, and exits with 2', async () => {
  const error = { cause: 'load', message: 'unexpected symbol', traceback: [] } as const;
  runner.events = [
    { kind: 'warning', message: 'the name a is there twice' },
    told(createResult('<load>', { outcome: 'errored', error }, { index: -1 })),
  ];
  const { code, out, err } = await list();
  expect(code).toBe(2);
  expect(out).toContain('epic › low');
  expect(err).toContain('unexpected symbol');
  expect(err).toContain('the name a is there twice');
});

it('is no success to list nothing', async () => {
  runner.scenarios = [];
  expect(await list('-t', 'x')).toEqual({ code: 3, out: '', err: 'moonrig: the selection keeps no scenario\n' });
});
