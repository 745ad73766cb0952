/** What a commit made of a file: its content; or that it is gone; or only that something happened to it. */
export type MockContent = Uint8Array | 'deleted' | 'unknown';

export type MockChanges = ReadonlyMap<string, MockContent>;

/** One commit of a mocked history. */
export interface MockCommit {
  readonly hash: string;
  /** Hashes, in full. */
  readonly parents: readonly string[];
  readonly author: string;
  readonly email?: string;
  /** Milliseconds since 1970, UTC. */
  readonly dateMs: number;
  readonly message: string;
  /** Over the tree of the first parent, into which those of the others have been merged. */
  readonly changes: MockChanges;
}

/** A mocked history that has been checked, as plain data. */
export interface MockHistory {
  /** What users know it as. */
  readonly label: string;
  /** Newest first: parents come behind their children. */
  readonly commits: readonly MockCommit[];
  /** Where HEAD is. The branch of a history without commits has none. */
  readonly head: { readonly branch: string } | { readonly hash: string };
  /** Hashes by name. */
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  /** What the index has over HEAD, and the working folder over the index. */
  readonly staged: MockChanges;
  readonly changes: MockChanges;
}

/** The history of a project that has none. */
export function createEmptyHistory(label: string): MockHistory {
  return {
    label,
    commits: [],
    head: { branch: 'main' },
    branches: new Map(),
    tags: new Map(),
    staged: new Map(),
    changes: new Map(),
  };
}
