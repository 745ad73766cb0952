import type { SnapshotMode } from './snapshot.js';

/** Cents per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  /** Input tokens that the provider had cached; the input price where undefined. */
  readonly cached?: number;
}

/** Whose protocol the calls of a model keep to. `any`: what one of OpenAI and Anthropic takes. */
export const PROVIDERS = ['openai', 'anthropic', 'alternating', 'any'] as const;

export type Provider = (typeof PROVIDERS)[number];

/** Where each kind of script lives, relative to the project; searched in order. */
export interface ScriptRoots {
  readonly behavior: readonly string[];
  readonly rule: readonly string[];
  readonly workflow: readonly string[];
  readonly config: readonly string[];
  readonly transform: readonly string[];
  readonly template: readonly string[];
  readonly prompt: readonly string[];
}

/** A program that is an agent: it is told its task, and asks for the world, in lines of JSON. */
export interface AgentCommand {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Where it runs, relative to the project; the project's folder where undefined. */
  readonly cwd?: string;
  /** Its environment, beside what every program needs (`PATH`, `HOME`, …). */
  readonly env?: Readonly<Record<string, string>>;
}

/** An agent that is no Lua script: a module of TypeScript or JavaScript relative to the project, or a program. */
export type AgentSetting = string | AgentCommand;

/** A real folder that scenarios work in copies of. */
export interface RealWorkspace {
  /** As the user named it. */
  readonly shown: string;
  /** A temporary folder, absolute: `base` is the copy that is never written, beside it lies one for each worker. */
  readonly folder: string;
  /** What of the real folder is not in the copy because it cannot be, with the reason: links that lead out, … */
  readonly refused: Readonly<Record<string, string>>;
}

/** The history that `git` reads where a scenario chooses none: a mocked one by name, or a repository's folder. */
export type GitChoice = { readonly mock: string } | { readonly repository: string };

/** What a worker needs to know to run scenarios; plain data. */
export interface RunSettings {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Any text; every scenario's own seed is a hash of it and the scenario's id. */
  readonly seed: string;
  readonly workerCount: number;
  /** Deadline of a scenario, a hook or a file's top level, in real milliseconds; 0 is none. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** Orders in which the tasks of a scenario are run at most. */
  readonly schedules: number;
  /** The one order that is wanted, in place of several. */
  readonly schedule: number | undefined;
  /** Stop after this many bad outcomes; 0 is never. */
  readonly bail: number;
  /** Cap of one VM's memory. */
  readonly memoryBytes: number;
  /** What a scenario that checked nothing is. */
  readonly empty: 'fail' | 'warn';
  /** Whether `pcall` can hide a failed check (`lua`) or not. */
  readonly checks: 'strict' | 'lua';
  /** One worker, no deadline, `print` and journal live. */
  readonly debug: boolean;
  /** What each scenario does is told at once. */
  readonly trace: boolean;
  /** Which snapshots are written. */
  readonly snapshots: SnapshotMode;
  readonly roots: ScriptRoots;
  /** Further folders in which `require` looks, relative to the project. */
  readonly modulePaths: readonly string[];
  /** Lua files that run before each scenario file, in its environment, relative to the project. */
  readonly setupFiles: readonly string[];
  /** Folder of the base mocks, relative to the project. */
  readonly mocks: string;
  /** By name. */
  readonly agents: Readonly<Record<string, AgentSetting>>;
  /** What the workspace is unless a scenario says otherwise; without it `workspaces/default` of the mocks. */
  readonly workspace?: RealWorkspace;
  readonly git: GitChoice;
  /** Hosts that code of agents reaches for real, `HOST` or `HOST:PORT`. */
  readonly openHosts: readonly string[];
  /** Model name for each level (`simple`, `medium`, `complex`). */
  readonly levels: Readonly<Record<string, string>>;
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** By model; of the others the name tells. */
  readonly providers: Readonly<Record<string, Provider>>;
}

export interface CoverageSettings {
  /** The Lua files that count, relative to the project, sorted by code unit. */
  readonly files: readonly string[];
  /** Whether what each scenario counts is told by itself. */
  readonly byScenario: boolean;
}

/** Which scenarios of the planned files run. All parts must agree; an absent part keeps all. */
export interface Selection {
  /** A Lua-free, case-insensitive part of the scenario's full name, or `/a regular expression/`. */
  readonly filter?: string;
  /** At least one of these tags (without `#`); `!slow` leaves a tag out. */
  readonly tags?: readonly string[];
  /** By file: only scenarios (or whole blocks) defined at or around one of these lines. */
  readonly lines?: Readonly<Record<string, readonly number[]>>;
  /** Only scenarios with these ids. */
  readonly ids?: readonly string[];
  /** By id, the schedule in which a scenario failed and is run first, where that is not the plain one. */
  readonly schedules?: Readonly<Record<string, number>>;
}

/** What to run: the files in order, and which of their scenarios. */
export interface RunPlan {
  /** Relative to the project, with `/`, sorted by code unit, each once. */
  readonly files: readonly string[];
  readonly selection: Selection;
  /** Where it is there, what runs of scripts is counted. */
  readonly coverage?: CoverageSettings;
}
