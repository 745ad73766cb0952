import type { CoverageThresholds } from './coverage.js';
import type { AgentSetting, ModelPrice, Provider, RunSettings, ScriptRoots } from './settings.js';

/** One report to write: a name alone uses its default path. */
export type ReporterSetting = string | { readonly name: string; readonly path: string };

export interface CoverageConfig {
  /** Globs of the Lua files that count, also where nothing loads them. Default: all of the project. */
  readonly include?: readonly string[];
  /** Globs left out, beside scenario files, benches and setup files. */
  readonly exclude?: readonly string[];
  /** Per cent that must have run, for the exit code. */
  readonly thresholds?: CoverageThresholds;
}

/** `moonrig.config.ts`, `.js` or `.json`. Every key is optional; flags on the command line win over it. */
export interface Config {
  /** Globs of scenario files. Default: `scenarios/**` `/*.scenario.lua` and `tests/scenarios/**` `/*.lua`. */
  scenarios?: readonly string[];
  /** Globs left out. */
  exclude?: readonly string[];
  timeoutMs?: number;
  retries?: number;
  /** In how many orders scenarios with tasks are run. Default 1. */
  schedules?: number;
  /** Default: one a core. */
  workers?: number;
  seed?: string | number;
  bail?: number;
  /** Cap of one VM's memory in MiB. Default 96, at least 32. */
  memoryMb?: number;
  empty?: RunSettings['empty'];
  checks?: RunSettings['checks'];
  reporters?: readonly ReporterSetting[];
  /** Which JUnit readers to please. */
  junitDialect?: 'common' | 'jenkins' | 'ant';
  /** A kind's folder or folders; kinds left out keep their default. */
  roots?: { readonly [Kind in keyof ScriptRoots]?: string | readonly string[] };
  modulePaths?: readonly string[];
  /** Lua files that run before each scenario file, in its environment: common hooks, checks of the project's own. */
  setupFiles?: readonly string[];
  /** Folder of the base mocks. Default `mocks`. */
  mocks?: string;
  /** Agents by name: a module (`agents/reviewer.ts`), or a program (`{ command: ['node', 'agent.mjs'] }`). */
  agents?: Readonly<Record<string, AgentSetting>>;
  /** The history that `git` reads: `NAME` of `mocks/git/NAME.json`, or `real:DIR`, a repository. Default `default`. */
  git?: string;
  /** Hosts that code of agents reaches for real, where no mock answers: `HOST` or `HOST:PORT`. All others are closed to it. */
  openHosts?: readonly string[];
  levels?: Readonly<Record<string, string>>;
  prices?: Readonly<Record<string, ModelPrice>>;
  /** What `--coverage` counts, and how much of it must run. */
  coverage?: CoverageConfig;
  /** Whose protocol the calls of a model keep to, where its name does not tell. */
  providers?: Readonly<Record<string, Provider>>;
}
