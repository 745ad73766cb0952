import type { Later } from './later.js';

/** The modes that git knows of files; a mocked file is always a plain one. */
export const PLAIN = '100644';
/** The mode of a commit of another repository: a submodule. */
export const GITLINK = '160000';

/** One file as a commit, the index or the working folder has it. */
export interface FileNode {
  readonly kind: 'file';
  /** Equal for equal contents, and only for them. */
  readonly id: unknown;
  /** As git writes it: `100644`, `100755`, `120000` or `160000`. */
  readonly mode: string;
  read(): Later<Uint8Array>;
}

export interface FolderNode {
  readonly kind: 'folder';
  /** Folders with the same id hold the same. */
  readonly id: unknown;
  list(): Later<ReadonlyMap<string, TreeNode>>;
}

export type TreeNode = FileNode | FolderNode;

/** One commit. Both its times are milliseconds since 1970, UTC. */
export interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email?: string;
  /** When it was written: what is shown. */
  readonly writtenMs: number;
  /** When it was committed: what commits are ordered by. */
  readonly committedMs: number;
  /** Without empty lines at either end. */
  readonly message: string;
  readonly tree: FolderNode;
}

/** What a repository's names are, each list sorted by code unit. */
export interface Refs {
  /** The current branch; undefined where HEAD is detached. */
  readonly current?: string;
  readonly branches: readonly string[];
  readonly tags: readonly string[];
}

/** What is not committed. */
export interface WorkState {
  readonly index: FolderNode;
  /** Files of the index that are in the working folder, as they are there. */
  readonly tracked: FolderNode;
  /** Paths of the working folder that are not in the index, sorted by code unit. */
  readonly untracked: readonly string[];
  /** By path with an unfinished merge, the two letters that `git status` shows. */
  readonly unmerged: ReadonlyMap<string, string>;
}

/** A history to read, mocked or real. What it gives never changes. Throws a GitRefusal for what cannot be read. */
export interface Repository {
  /** What users know it as: `mocks/git/default.json`, or a folder. */
  readonly label: string;
  refs(): Later<Refs>;
  /** The commit that a name stands for: `HEAD`, or below `refs/`, such as `refs/heads/main`. */
  resolve(name: string): Later<string | undefined>;
  /** Commits whose hash begins so, sorted. */
  expand(prefix: string): Later<readonly string[]>;
  commit(hash: string): Later<Commit>;
  work(): Later<WorkState>;
}

/** How many commits a log gives where no number is asked for. */
export const DEFAULT_MAX_COUNT = 100;

/** The digits of a hash that are shown. */
export const SHORT_HASH = 7;

/** Why git cannot answer, in words for the user who asked. */
export class GitRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitRefusal';
  }
}

/** A folder with nothing in it. */
export const NO_FILES: FolderNode = { kind: 'folder', id: 'nothing', list: () => new Map() };
