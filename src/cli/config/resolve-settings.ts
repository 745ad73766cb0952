import { availableParallelism } from 'node:os';
import type { Config } from '../../model/config.js';
import type { AgentSetting, RunSettings, ScriptRoots } from '../../model/settings.js';
import { withSlashes } from '../../scenario/project-path.js';
import { readGitChoice } from './git-choice.js';

/** The flags of the command line that settings depend on; they win over the config. */
export interface SettingFlags {
  readonly timeout?: number;
  readonly workers?: number;
  readonly seed?: string;
  readonly retries?: number;
  readonly schedules?: number;
  readonly schedule?: number;
  readonly bail?: number;
  readonly debug?: boolean;
  readonly trace?: boolean;
  readonly update?: boolean;
  readonly git?: string;
  /** Whether nobody is there who would look at what is written: no flag, but a part of the surroundings. */
  readonly isCi?: boolean;
}

const BYTES_PER_MIB = 1024 * 1024;

/** Where scripts live unless the config says otherwise: at the top, or beside their scenarios. */
const DEFAULT_ROOTS: ScriptRoots = {
  behavior: ['agents/behaviors', 'scenarios/agents/behaviors'],
  rule: ['rules', 'scenarios/rules'],
  workflow: ['workflows', 'scenarios/workflows'],
  config: ['config', 'scenarios/config'],
  transform: ['transforms', 'scenarios/transforms'],
  template: ['templates', 'scenarios/templates'],
  prompt: ['prompts', 'scenarios/prompts'],
};

const DEFAULT_LEVELS = { simple: 'haiku', medium: 'sonnet', complex: 'opus' };

/** Cents per million tokens, as Anthropic’s list had them for Haiku 4.5, Sonnet 4.5 and Opus 4.5 in November 2025. */
const DEFAULT_PRICES = {
  haiku: { input: 100, output: 500, cached: 10 },
  sonnet: { input: 300, output: 1500, cached: 30 },
  opus: { input: 500, output: 2500, cached: 50 },
};

/**
 * Settings of a run: flags win over the config, the config over the defaults; levels and prices of the config are added
 * to the default ones. Under `--debug` there is one worker and no deadline, whatever else is said.
 */
export function resolveSettings(config: Config, flags: SettingFlags, root: string): RunSettings {
  const isDebug = flags.debug === true;
  return {
    root,
    seed: String(flags.seed ?? config.seed ?? '1'),
    workerCount: isDebug ? 1 : (flags.workers ?? config.workers ?? availableParallelism()),
    timeoutMs: isDebug ? 0 : (flags.timeout ?? config.timeoutMs ?? 5000),
    retries: flags.retries ?? config.retries ?? 0,
    schedules: flags.schedules ?? config.schedules ?? 1,
    schedule: flags.schedule,
    bail: flags.bail ?? config.bail ?? 0,
    memoryBytes: (config.memoryMb ?? 96) * BYTES_PER_MIB,
    empty: config.empty ?? 'fail',
    checks: config.checks ?? 'strict',
    debug: isDebug,
    trace: flags.trace === true,
    snapshots: flags.update === true ? 'all' : flags.isCi === true ? 'none' : 'new',
    roots: resolveRoots(config.roots ?? {}),
    modulePaths: (config.modulePaths ?? []).map(tidy),
    setupFiles: (config.setupFiles ?? []).map(tidy),
    mocks: tidy(config.mocks ?? 'mocks'),
    agents: resolveAgents(config.agents ?? {}),
    git: readGitChoice(flags.git ?? config.git ?? 'default'),
    openHosts: config.openHosts ?? [],
    levels: { ...DEFAULT_LEVELS, ...config.levels },
    prices: { ...DEFAULT_PRICES, ...config.prices },
    providers: config.providers ?? {},
  };
}

function resolveAgents(agents: NonNullable<Config['agents']>): RunSettings['agents'] {
  const resolve = (agent: AgentSetting): AgentSetting => {
    if (typeof agent === 'string') return tidy(agent);
    return agent.cwd === undefined ? agent : { ...agent, cwd: tidy(agent.cwd) };
  };
  return Object.fromEntries(Object.entries(agents).map(([name, agent]) => [name, resolve(agent)]));
}

function resolveRoots(roots: NonNullable<Config['roots']>): ScriptRoots {
  const resolveRoot = (kind: keyof ScriptRoots): readonly string[] => {
    const own = roots[kind];
    if (own === undefined) return DEFAULT_ROOTS[kind];
    return (typeof own === 'string' ? [own] : own).map(tidy);
  };
  return {
    behavior: resolveRoot('behavior'),
    rule: resolveRoot('rule'),
    workflow: resolveRoot('workflow'),
    config: resolveRoot('config'),
    transform: resolveRoot('transform'),
    template: resolveRoot('template'),
    prompt: resolveRoot('prompt'),
  };
}

/** A folder as the model has it: `/` between, none behind, no `./` before. */
function tidy(folder: string): string {
  return (
    withSlashes(folder)
      .replaceAll(/\/+/g, '/')
      .replace(/^(?:\.\/)+/, '')
      .replace(/\/$/, '') || '.'
  );
}
