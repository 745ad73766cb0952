import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { resolveSettings } from '../../../src/cli/config/resolve-settings.js';

it('has the documented defaults', () => {
  expect(resolveSettings({}, {}, '/p')).toEqual({
    root: '/p',
    seed: '1',
    workerCount: availableParallelism(),
    timeoutMs: 5000,
    retries: 0,
    bail: 0,
    memoryBytes: 96 * 1024 * 1024,
    empty: 'fail',
    checks: 'strict',
    debug: false,
    trace: false,
    schedule: undefined,
    schedules: 1,
    snapshots: 'new',
    roots: {
      behavior: ['agents/behaviors', 'scenarios/agents/behaviors'],
      rule: ['rules', 'scenarios/rules'],
      workflow: ['workflows', 'scenarios/workflows'],
      config: ['config', 'scenarios/config'],
      transform: ['transforms', 'scenarios/transforms'],
      template: ['templates', 'scenarios/templates'],
      prompt: ['prompts', 'scenarios/prompts'],
    },
    modulePaths: [],
    setupFiles: [],
    mocks: 'mocks',
    agents: {},
    git: { mock: 'default' },
    openHosts: [],
    levels: { simple: 'haiku', medium: 'sonnet', complex: 'opus' },
    prices: {
      haiku: { input: 100, output: 500, cached: 10 },
      sonnet: { input: 300, output: 1500, cached: 30 },
      opus: { input: 500, output: 2500, cached: 50 },
    },
    providers: {},
  });
});

it('lets flags win over the config', () => {
  const config = { timeoutMs: 1, workers: 2, seed: 3, retries: 4, bail: 5, memoryMb: 32 };
  expect(resolveSettings(config, {}, '/p')).toMatchObject({
    timeoutMs: 1,
    workerCount: 2,
    seed: '3',
    retries: 4,
    bail: 5,
    memoryBytes: 32 * 1024 * 1024,
  });
  const flags = { timeout: 0, workers: 7, seed: 'x', retries: 0, bail: 0 };
  expect(resolveSettings(config, flags, '/p')).toMatchObject({
    timeoutMs: 0,
    workerCount: 7,
    seed: 'x',
    retries: 0,
    bail: 0,
  });
});

it('has one worker and no deadline under --debug', () => {
  const settings = resolveSettings({ timeoutMs: 9 }, { debug: true, workers: 4, timeout: 8 }, '/p');
  expect(settings).toMatchObject({ debug: true, workerCount: 1, timeoutMs: 0 });
});

it('writes folders as the model has them and keeps the roots of other kinds', () => {
  const settings = resolveSettings(
    { roots: { rule: '.\\my\\rules\\' }, mocks: './fakes//a/', modulePaths: ['.'] },
    {},
    '/p',
  );
  expect(settings.roots.rule).toEqual(['my/rules']);
  expect(settings.roots.workflow).toEqual(['workflows', 'scenarios/workflows']);
  expect(settings.mocks).toBe('fakes/a');
  expect(settings.modulePaths).toEqual(['.']);
});

it('adds levels and prices to the default ones', () => {
  const settings = resolveSettings({ levels: { simple: 'tiny' }, prices: { tiny: { input: 1, output: 2 } } }, {}, '/p');
  expect(settings.levels).toEqual({ simple: 'tiny', medium: 'sonnet', complex: 'opus' });
  expect(Object.keys(settings.prices).sort()).toEqual(['haiku', 'opus', 'sonnet', 'tiny']);
});

it('writes no snapshots in CI, unless it is told to', () => {
  expect(resolveSettings({}, { isCi: true }, '/p').snapshots).toBe('none');
  expect(resolveSettings({}, { isCi: true, update: true }, '/p').snapshots).toBe('all');
});

it('takes a history by name or a repository, the flag before the config', () => {
  expect(resolveSettings({ git: 'release_week' }, {}, '/p').git).toEqual({ mock: 'release_week' });
  expect(resolveSettings({ git: 'release_week' }, { git: 'real:../shop' }, '/p').git).toEqual({
    repository: '../shop',
  });
});
