import type { MockCommit } from './mock-history.js';
import type { NamedCommit, OlderCommits } from './parse-commit.js';

/** Any two hashes of a history differ in these digits, or are looked at more closely. */
const SHARED_DIGITS = 7;

/** The commits of a history that have been read, the oldest first, with the names that stand for them. */
export class CommitShelf implements OlderCommits {
  readonly commits: MockCommit[] = [];
  /** Hashes by name. */
  readonly branches = new Map<string, string>();
  readonly tags = new Map<string, string>();
  readonly #byDigits = new Map<string, MockCommit[]>();

  get next(): MockCommit | undefined {
    return this.commits.at(-1);
  }

  find(name: string): MockCommit | undefined {
    const hash = this.tags.get(name) ?? this.branches.get(name) ?? name;
    const near = hash.length < SHARED_DIGITS ? this.commits : this.#near(hash);
    const found = near.filter((commit) => commit.hash.startsWith(hash));
    return found.length === 1 ? found[0] : undefined;
  }

  names(): readonly string[] {
    return [...this.branches.keys(), ...this.tags.keys(), ...this.commits.map(({ hash }) => hash)];
  }

  /** Whether a branch ends at the newest. */
  isNextNamed(): boolean {
    return [...this.branches.values()].includes(this.next?.hash ?? '');
  }

  /** Takes one more; `refuse` hears which of its fields is wrong. */
  put({ commit, branches, tags }: NamedCommit, refuse: (key: string, why: string) => never): void {
    const { hash } = commit;
    const near = this.#near(hash);
    const like = near.find((other) => other.hash.startsWith(hash) || hash.startsWith(other.hash));
    if (like?.hash === hash) refuse('hash', `there is a commit ${hash} below`);
    if (like !== undefined) refuse('hash', `${hash} cannot be told from ${like.hash} below`);
    this.#byDigits.set(digitsOf(hash), [...near, commit]);
    name(this.branches, { names: branches, hash, refuse: (why) => refuse('branch', why) });
    name(this.tags, { names: tags, hash, refuse: (why) => refuse('tag', why) });
    this.commits.push(commit);
  }

  #near(hash: string): readonly MockCommit[] {
    return this.#byDigits.get(digitsOf(hash)) ?? [];
  }
}

function digitsOf(hash: string): string {
  return hash.slice(0, SHARED_DIGITS);
}

interface Naming {
  readonly names: readonly string[];
  readonly hash: string;
  readonly refuse: (why: string) => never;
}

function name(known: Map<string, string>, { names, hash, refuse }: Naming): void {
  for (const each of names) {
    if (known.has(each)) refuse(`${each} stands at a commit below, too`);
    known.set(each, hash);
  }
}
