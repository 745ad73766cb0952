import { didYouMean } from '../../model/suggest.js';
import { type Reading, read } from './later.js';
import { isRefName } from './ref-name.js';
import { type Commit, GitRefusal, type Repository } from './repository.js';

/** Fewest digits that stand for a hash, as in git. */
const SHORTEST_PREFIX = 4;
const KNOWN_FORMS = 'a revision is a hash or its beginning, a branch, a tag, HEAD, HEAD~2 or x^';

/** The commit that a revision means: a hash, its beginning, a branch, a tag or HEAD, and from there `~n` and `^n`. */
export function* resolveRevision(repository: Repository, rev: string): Reading<Commit> {
  const [, name = rev, steps = ''] = /^(.*?)((?:[~^]\d*)*)$/s.exec(rev) ?? [];
  let commit = yield* read(repository.commit(yield* findName(repository, name, rev)));
  for (const [, kind, digits = ''] of steps.matchAll(/([~^])(\d*)/g)) {
    const number = digits === '' ? 1 : Number(digits);
    const [count, parent] = kind === '^' ? [1, number] : [number, 1];
    for (let i = 0; i < count; i++) commit = yield* stepBack(repository, { commit, parent, rev });
  }
  return commit;
}

function* stepBack(
  repository: Repository,
  { commit, parent, rev }: { commit: Commit; parent: number; rev: string },
): Reading<Commit> {
  if (parent === 0) return commit;
  const hash = commit.parents[parent - 1];
  if (hash !== undefined) return yield* read(repository.commit(hash));
  const has = ['no parent', 'one parent'][commit.parents.length] ?? `${commit.parents.length} parents`;
  throw new GitRefusal(`there is no revision ${rev}: ${commit.hash.slice(0, 10)} has ${has}`);
}

function* findName(repository: Repository, name: string, rev: string): Reading<string> {
  if (name === '') throw new GitRefusal(`there is no revision ${JSON.stringify(rev)}; ${KNOWN_FORMS}`);
  for (const ref of placesOf(name)) {
    const hash = yield* read(repository.resolve(ref));
    if (hash !== undefined) return hash;
  }
  const isHash = /^[0-9a-f]{4,40}$/i.test(name);
  const hashes = isHash ? yield* read(repository.expand(name.toLowerCase())) : [];
  if (hashes.length > 1) throw new GitRefusal(`${name} is the beginning of several hashes: ${hashes.join(', ')}`);
  return hashes[0] ?? (yield* refuse(repository, name, rev));
}

/** Where git looks for a name, in its order. */
function placesOf(name: string): string[] {
  if (name === 'HEAD' || name === '@') return ['HEAD'];
  if (!isRefName(name)) return [];
  if (name.startsWith('refs/')) return [name];
  const folders = ['refs', 'refs/tags', 'refs/heads', 'refs/remotes'];
  return [...folders.map((folder) => `${folder}/${name}`), `refs/remotes/${name}/HEAD`];
}

function* refuse(repository: Repository, name: string, rev: string): Reading<never> {
  const { branches, tags } = yield* read(repository.refs());
  if (name === 'HEAD' || name === '@') throw new GitRefusal(`there is no revision ${rev}: nothing is committed yet`);
  const near = didYouMean(name, ['HEAD', ...branches, ...tags]);
  throw new GitRefusal(`there is no revision ${rev}${near === '' ? `; ${hintFor(name)}` : near}`);
}

function hintFor(name: string): string {
  if (name.includes('..')) return 'give the two as arguments of their own';
  if (name.includes(':')) return 'give the path as an argument of its own';
  if (/^[0-9a-f]{1,3}$/i.test(name)) return `the beginning of a hash has at least ${SHORTEST_PREFIX} digits`;
  return KNOWN_FORMS;
}
