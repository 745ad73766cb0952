/** One commit of a mocked history. */
export interface Commit {
  /** Hexadecimal, 7 to 40 digits. */
  readonly hash: string;
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly message: string;
  /** Paths it touched. */
  readonly files: readonly string[];
}

export interface LogOptions {
  readonly maxCount?: number;
  /** Part of the author's name. */
  readonly author?: string;
  /** A path it touched, or a folder of one. */
  readonly path?: string;
}

/** The newest commits that agree with the options; `history` has the newest first. */
export function selectCommits(history: readonly Commit[], options: LogOptions): Commit[] {
  const { maxCount = Number.POSITIVE_INFINITY, author, path } = options;
  const kept = history.filter(
    (commit) =>
      (author === undefined || commit.author.includes(author)) &&
      (path === undefined || commit.files.some((file) => file === path || file.startsWith(`${path}/`))),
  );
  return kept.slice(0, maxCount);
}

/** A commit as one line, as `git log --oneline` shows it. */
export function showCommit(commit: Commit): string {
  return `${commit.hash.slice(0, 7)} ${commit.message.split('\n', 1)[0]}`;
}
