import type { Config } from '../../model/config.js';
import { PROVIDERS, type RunSettings } from '../../model/settings.js';
import { DEFAULT_SCENARIO_GLOBS } from '../../scenario/patterns.js';
import { DEFAULT_REPORTS } from '../reports/report-choice.js';
import { REPORT_NAMES } from '../reports/report-names.js';
import { BOUNDS } from './bounds.js';
import { amount, anyText, host, inside, module, oneOf, showWhole, showWords, text, whole } from './check-scalar.js';
import { dictionary, filledList, list, shape } from './check-table.js';
import { GIT_CHOICE, gitChoice } from './git-choice.js';
import { type Check, expected } from './problem.js';

/** One key of the config: what it may be, and what help tells of it. */
export interface ConfigKey {
  readonly check: Check;
  readonly type: string;
  readonly meaning: string;
  /** What holds where it is left out: in words, or as the settings of a run without a config have it. */
  readonly standard: string | ((settings: RunSettings) => unknown);
  /** The flag of `run` that wins over it. */
  readonly flag?: string;
}

const EMPTY = ['fail', 'warn'];
const CHECKS = ['strict', 'lua'];
const DIALECTS = ['common', 'jenkins', 'ant'];
const price = shape({ input: amount, output: amount, cached: amount }, ['input', 'output']);
const folders: Check = (value, path) => (Array.isArray(value) ? list(inside) : inside)(value, path);
const program = shape({ command: filledList(text), cwd: inside, env: dictionary(anyText) }, ['command']);
const agent: Check = (value, path) => (typeof value === 'object' ? program : module)(value, path);
const reporterName = oneOf(REPORT_NAMES);
const placedReporter = shape({ name: reporterName, path: text }, ['name', 'path']);
const reporter: Check = (value, path) => (typeof value === 'object' ? placedReporter : reporterName)(value, path);
const percent = whole(BOUNDS.percent);
const coverage = shape({
  include: list(inside),
  exclude: list(text),
  thresholds: shape({ lines: percent, branches: percent, functions: percent }),
});
const seed: Check = (value, path) =>
  typeof value === 'number' && Number.isFinite(value)
    ? undefined
    : text(value, path) && expected('a text or a number', { value, path });
const roots = shape({
  behavior: folders,
  rule: folders,
  workflow: folders,
  config: folders,
  transform: folders,
  template: folders,
  prompt: folders,
});

/** Every key there is. To add one: its type in `Config`, and a row here. */
export const CONFIG_KEYS: { readonly [Key in keyof Required<Config>]: ConfigKey } = {
  scenarios: {
    check: list(inside),
    type: 'globs',
    meaning: 'Where scenario files are.',
    standard: () => DEFAULT_SCENARIO_GLOBS,
  },
  exclude: { check: list(text), type: 'globs', meaning: 'What they leave out.', standard: () => [] },
  timeoutMs: {
    check: whole(BOUNDS.timeoutMs),
    type: showWhole(BOUNDS.timeoutMs),
    meaning: 'Deadline of a scenario, a hook or a file’s top level, in real milliseconds; 0 is none.',
    standard: (settings) => settings.timeoutMs,
    flag: '--timeout',
  },
  retries: {
    check: whole(BOUNDS.retries),
    type: showWhole(BOUNDS.retries),
    meaning: 'Further attempts for a scenario that went badly; one that then passes is flaky.',
    standard: (settings) => settings.retries,
    flag: '--retries',
  },
  schedules: {
    check: whole(BOUNDS.schedules),
    type: showWhole(BOUNDS.schedules),
    meaning: 'In how many orders scenarios with tasks (clock.all) are run at most.',
    standard: (settings) => settings.schedules,
    flag: '--schedules',
  },
  workers: {
    check: whole(BOUNDS.workers),
    type: showWhole(BOUNDS.workers),
    meaning: 'Threads that run scenarios.',
    standard: 'one a core',
    flag: '--workers',
  },
  seed: {
    check: seed,
    type: 'a text or a number',
    meaning: 'What random numbers are made from; the same seed gives the same run.',
    standard: (settings) => settings.seed,
    flag: '--seed',
  },
  bail: {
    check: whole(BOUNDS.bail),
    type: showWhole(BOUNDS.bail),
    meaning: 'Stops after so many scenarios that went badly; 0 is never.',
    standard: (settings) => settings.bail,
    flag: '--bail',
  },
  memoryMb: {
    check: whole(BOUNDS.memoryMb),
    type: showWhole(BOUNDS.memoryMb),
    meaning: 'Cap of one VM’s memory, in MiB.',
    standard: (settings) => settings.memoryBytes / 1024 / 1024,
  },
  empty: {
    check: oneOf(EMPTY),
    type: showWords(EMPTY),
    meaning: 'What becomes of a scenario that checked nothing.',
    standard: (settings) => settings.empty,
  },
  checks: {
    check: oneOf(CHECKS),
    type: showWords(CHECKS),
    meaning: 'Whether a pcall can hide a failed check (lua) or not (strict).',
    standard: (settings) => settings.checks,
  },
  reporters: {
    check: list(reporter),
    type: `a list of ${showWords(REPORT_NAMES)}, or of { name, path }`,
    meaning: 'The reports that a run writes.',
    standard: () => DEFAULT_REPORTS.map(({ name }) => name),
    flag: '--reporter',
  },
  junitDialect: {
    check: oneOf(DIALECTS),
    type: showWords(DIALECTS),
    meaning: 'Which readers of JUnit XML to please.',
    standard: () => 'common',
  },
  roots: {
    check: roots,
    type: 'folders by kind of script, each one or a list',
    meaning: 'Where scripts are looked for by name, in each folder from the scenario’s upward.',
    standard: (settings) => settings.roots,
  },
  modulePaths: {
    check: list(inside),
    type: 'a list of folders',
    meaning: 'Further folders in which require looks.',
    standard: (settings) => settings.modulePaths,
  },
  setupFiles: {
    check: list(inside),
    type: 'a list of Lua files',
    meaning: 'Run before each scenario file, in its environment: common hooks, checks of the project’s own.',
    standard: (settings) => settings.setupFiles,
  },
  mocks: {
    check: inside,
    type: 'a folder',
    meaning: 'Where the base mocks are; `moonrig help mocks` tells of its files.',
    standard: (settings) => settings.mocks,
  },
  agents: {
    check: dictionary(agent),
    type: 'by name a module, or { command: [program, …], cwd?, env? }',
    meaning: 'Agents that are no Lua scripts; `moonrig help agents` tells more.',
    standard: (settings) => settings.agents,
  },
  git: {
    check: gitChoice,
    type: GIT_CHOICE,
    meaning:
      'The history that git reads where a scenario chooses none; a real one is a repository, which is only read.',
    standard: () => 'default',
    flag: '--git',
  },
  coverage: {
    check: coverage,
    type: '{ include?, exclude?, thresholds? }: globs of Lua files; { lines?, branches?, functions? } in whole per cent',
    meaning: 'What --coverage counts, and how much of it must run. Scenario files, benches and setupFiles never count.',
    standard: () => ({ include: ['**/*.lua'], exclude: [], thresholds: {} }),
    flag: '--coverage-threshold',
  },
  openHosts: {
    check: list(host),
    type: 'a list of HOST or HOST:PORT',
    meaning:
      'Hosts that the code of agents reaches for real where no mock answers; to all others the network is closed.',
    standard: (settings) => settings.openHosts,
  },
  levels: {
    check: dictionary(text),
    type: 'models by level',
    meaning: 'The models that simple, medium and complex stand for; added to the default ones.',
    standard: (settings) => settings.levels,
  },
  prices: {
    check: dictionary(price),
    type: '{ input, output, cached? } by model',
    meaning: 'Cents per million tokens; added to the default ones.',
    standard: (settings) => settings.prices,
  },
  providers: {
    check: dictionary(oneOf(PROVIDERS)),
    type: `${showWords(PROVIDERS)}, by model`,
    meaning: 'Whose protocol the calls of a model must keep to; the names of Claude and GPT models tell by themselves.',
    standard: (settings) => settings.providers,
  },
};
