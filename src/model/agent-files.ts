import type { AgentFields } from './agent.js';

/** What lies at a path of the workspace. */
export interface AgentFileStat {
  /** In its one spelling. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  /** Bytes; of a folder 0. */
  readonly size: number;
  /** When it was written, in virtual milliseconds since 1970. */
  readonly mtime: number;
}

/** A line that a search has found. */
export interface AgentGrepHit {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Without its end; of a long one the first 500 bytes. */
  readonly text: string;
}

/** What a search has found, by path and line. */
export interface AgentGrepResult {
  readonly hits: readonly AgentGrepHit[];
  /** Whether there are more. */
  readonly has_more: boolean;
}

/** Where and how to search. */
export interface AgentGrepOptions {
  readonly glob?: string | readonly string[];
  /** The pattern is a text, and no Lua pattern. */
  readonly plain?: boolean;
  readonly ignore_case?: boolean;
  readonly max?: number;
}

/** The workspace. Paths are relative to its top; contents are text where they are UTF-8, else bytes. */
export interface AgentFiles {
  readFile(path: string): Promise<string | Uint8Array>;
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  append(path: string, content: string | Uint8Array): Promise<void>;
  delete(path: string, options?: { readonly recursive?: boolean }): Promise<void>;
  move(from: string, to: string): Promise<void>;
  /** Whether there is such a file; a folder is none. */
  exists(path: string): Promise<boolean>;
  stat(path: string): Promise<AgentFileStat | undefined>;
  /** Paths of what lies in a folder, sorted; those of folders end with /. */
  list(folder?: string): Promise<string[]>;
  glob(pattern: string): Promise<string[]>;
  /** Lines that match a Lua pattern. */
  grep(pattern: string, options?: AgentGrepOptions): Promise<AgentGrepResult>;
}

/** One commit of the project's history. */
export interface AgentCommit {
  /** In full. */
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email?: string;
  /** ISO 8601 in UTC. */
  readonly date: string;
  readonly message: string;
  /** Paths that it touched, sorted. */
  readonly files: readonly string[];
}

/** One path that is not as HEAD has it. */
export interface AgentGitStatus {
  readonly path: string;
  /** The two letters of `git status --porcelain`. */
  readonly code: string;
  readonly staged?: string;
  readonly unstaged?: string;
}

/** Where a line of a file comes from. */
export interface AgentBlamedLine {
  readonly hash: string;
  readonly author: string;
  readonly date: string;
  readonly line: number;
  readonly text: string;
}

/** The project's history: what `git` tells scripts. Options are those of `moonrig help git`. */
export interface AgentHistory {
  log(options?: AgentFields): Promise<string[]>;
  commits(options?: AgentFields): Promise<AgentCommit[]>;
  diff(from?: string, to?: string, options?: AgentFields): Promise<string>;
  status(): Promise<AgentGitStatus[]>;
  show(rev: string, path?: string): Promise<string>;
  /** `current` is undefined where HEAD is on none. */
  branch(): Promise<{ readonly current?: string; readonly all: readonly string[] }>;
  blame(path: string, rev?: string): Promise<AgentBlamedLine[]>;
}
