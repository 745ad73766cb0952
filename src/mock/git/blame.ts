import type * as Diff from 'diff/lib/diff/array.js';
import { loadLate } from '../../model/load-late.js';
import { isBinary, toByteText } from './contents.js';
import { findNode, needFile } from './find-node.js';
import { type Reading, read } from './later.js';
import { type Commit, type FileNode, GitRefusal, type Repository } from './repository.js';
import { MAX_EDITS } from './show-patch.js';

/** Who wrote one line. */
export interface BlamedLine {
  readonly commit: Commit;
  /** Without its end; one character a byte. */
  readonly text: string;
}

/** A line that is looked for: where it stands in the file that was asked about, and where in the commit at hand. */
interface Sought {
  readonly place: number;
  readonly line: number;
}

/** Lines that are looked for in a commit. */
interface Search {
  readonly commit: Commit;
  readonly lines: readonly Sought[];
}

/** For each line of a file, the commit that brought it. `rev` is what the user calls the commit. */
export function* blame(
  repository: Repository,
  { commit, path, rev }: { commit: Commit; path: string; rev: string },
): Reading<BlamedLine[]> {
  const texts = yield* readLines(yield* needFile(commit.tree, path, rev), path);
  const blamed: BlamedLine[] = [];
  const searches = new Map([[commit.hash, { commit, lines: texts.map((_, i) => ({ place: i, line: i })) }]]);
  for (let search = takeNewest(searches); search !== undefined; search = takeNewest(searches)) {
    const own = yield* passOn(repository, search, { path, searches });
    for (const { place } of own)
      blamed[place] = { commit: search.commit, text: (texts[place] ?? '').replace(/\n$/, '') };
  }
  return blamed;
}

function takeNewest(searches: Map<string, Search>): Search | undefined {
  let newest: Search | undefined;
  for (const search of searches.values())
    if (newest === undefined || search.commit.committedMs > newest.commit.committedMs) newest = search;
  searches.delete(newest?.commit.hash ?? '');
  return newest;
}

/** Gives the parents the lines that they have too; what is left the commit brought itself. */
function* passOn(
  repository: Repository,
  { commit, lines }: Search,
  { path, searches }: { path: string; searches: Map<string, Search> },
): Reading<readonly Sought[]> {
  const here = yield* needFile(commit.tree, path, commit.hash);
  let own = lines;
  for (const { parent, node } of yield* findOrigins(repository, { commit, here, path })) {
    if (own.length === 0) break;
    const before = yield* matchLines(node, here, path);
    const passed = own.flatMap(({ place, line }) => {
      const there = before(line);
      return there === undefined ? [] : [{ place, line: there }];
    });
    const others = searches.get(parent.hash)?.lines ?? [];
    if (passed.length > 0) searches.set(parent.hash, { commit: parent, lines: [...others, ...passed] });
    own = own.filter(({ line }) => before(line) === undefined);
  }
  return own;
}

/** A parent that has the file too. */
interface Origin {
  readonly parent: Commit;
  readonly node: FileNode;
}

/** Where lines of a file may come from, as git asks: a parent with the very same file alone, else each with another one. */
function* findOrigins(
  repository: Repository,
  { commit, here, path }: { commit: Commit; here: FileNode; path: string },
): Reading<readonly Origin[]> {
  const origins: Origin[] = [];
  for (const hash of commit.parents) {
    const parent = yield* read(repository.commit(hash));
    const node = yield* findNode(parent.tree, path);
    if (node?.kind !== 'file') continue;
    if (node.id === here.id) return [{ parent, node }];
    if (origins.every((origin) => origin.node.id !== node.id)) origins.push({ parent, node });
  }
  return origins;
}

/** Tells where a line of one file stands in the other, counted from 0; undefined where it is new. */
function* matchLines(before: FileNode, after: FileNode, path: string): Reading<(line: number) => number | undefined> {
  if (before.id === after.id) return (line) => line;
  // The package's types are those of its modules.
  const { diffArrays } = loadLate('diff/lib/diff/array.js', import.meta.url) as typeof Diff;
  const [old, now] = [yield* readLines(before, path), yield* readLines(after, path)];
  const places = new Map<number, number>();
  let [oldLine, newLine] = [0, 0];
  for (const { added, removed, count } of diffArrays(old, now, { maxEditLength: MAX_EDITS }) ?? []) {
    if (!added && !removed) for (let i = 0; i < count; i++) places.set(newLine + i, oldLine + i);
    if (!added) oldLine += count;
    if (!removed) newLine += count;
  }
  return (line) => places.get(line);
}

/** With their ends: a line that has lost its end is another line. */
function* readLines(file: FileNode, path: string): Reading<string[]> {
  const bytes = yield* read(file.read());
  if (isBinary(bytes)) throw new GitRefusal(`${path} is binary: it has no lines`);
  return toByteText(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
