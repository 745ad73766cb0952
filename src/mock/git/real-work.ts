import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_FOLDER, editTree } from './edit-tree.js';
import type { GitPlaces } from './find-gitdir.js';
import type { GitPackage, IndexEntry } from './git-package.js';
import { openIgnoreRules } from './ignore-rules.js';
import type { RealObjects } from './real-objects.js';
import { type FileNode, GitRefusal, type WorkState } from './repository.js';
import { modeOf, readTracked } from './tracked-file.js';
import { openWorkingFolder } from './working-folder.js';

/** Reads what is not committed. Throws a GitRefusal for a bare repository. */
export async function readWork(places: GitPlaces, git: GitPackage, objects: RealObjects): Promise<WorkState> {
  const { worktree } = places;
  if (worktree === undefined) throw new GitRefusal('a bare repository has no working folder');
  const entries = await git.readIndex();
  const config = await readConfig(git);
  const folder = openWorkingFolder(worktree);
  const reader = { folder, objects, ...config, indexSeconds: readSeconds(join(places.gitdir, 'index')) };
  const [staged, edits] = [new Map<string, FileNode>(), new Map<string, FileNode | 'deleted'>()];
  for (const entry of pickStages(entries)) {
    const now = await readTracked(reader, entry);
    // A path that is only meant to be added has no content in the index.
    if (!entry.flags.intentToAdd) staged.set(entry.path, objects.file(entry.oid, modeOf(entry)));
    else if (now !== undefined) edits.set(entry.path, now);
    if (!entry.flags.intentToAdd && (now?.id !== entry.oid || now.mode !== modeOf(entry)))
      edits.set(entry.path, now ?? 'deleted');
  }
  const index = editTree(EMPTY_FOLDER, staged, refuseEdit);
  const rules = openIgnoreRules(worktree, { exclude: join(places.commondir, 'info/exclude'), ...config });
  return {
    index,
    tracked: editTree(index, edits, refuseEdit),
    untracked: folder.listUnknown(new Set(entries.map(({ path }) => path)), rules),
    unmerged: listUnmerged(entries),
  };
}

/** An index names each path once, and no file as a folder. */
function refuseEdit(path: string, why: string): never {
  throw new GitRefusal(`the index is damaged: ${path}: ${why}`);
}

function readSeconds(file: string): number {
  return Math.floor((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000);
}

/** Of the repository's own config, what decides how its working folder is read; that of the machine is not asked. */
async function readConfig(git: GitPackage) {
  const read = (path: string): Promise<unknown> =>
    git.need((package_, place) => package_.getConfig({ ...place, path }));
  return {
    hasOtherLineEnds: ['true', 'input'].includes(String(await read('core.autocrlf'))),
    hasFileModes: (await read('core.filemode')) !== false,
    isCaseless: (await read('core.ignorecase')) === true,
  };
}

/** Each path once: of an unfinished merge our side, else what there is. */
function pickStages(entries: readonly IndexEntry[]): IndexEntry[] {
  const picked = new Map<string, IndexEntry>();
  for (const entry of entries) if (!picked.has(entry.path) || entry.flags.stage === 2) picked.set(entry.path, entry);
  return [...picked.values()];
}

/** What `git status` shows of an unfinished merge, by the stages that the index has of a path. */
const UNMERGED: Readonly<Record<string, string>> = {
  '1': 'DD',
  '2': 'AU',
  '3': 'UA',
  '12': 'UD',
  '13': 'DU',
  '23': 'AA',
  '123': 'UU',
};

function listUnmerged(entries: readonly IndexEntry[]): Map<string, string> {
  const stages = new Map<string, string>();
  for (const { path, flags } of entries)
    if (flags.stage > 0) stages.set(path, `${stages.get(path) ?? ''}${flags.stage}`);
  return new Map([...stages].map(([path, digits]) => [path, UNMERGED[[...digits].sort().join('')] ?? 'UU']));
}
