import { join } from 'node:path';
import { compareText } from '../../model/run-record.js';
import { showSystemError } from '../../model/system-error.js';
import { findGitdir, type GitPlaces } from './find-gitdir.js';
import { type GitPackage, loadGitPackage } from './git-package.js';
import { readIfThere } from './read-if-there.js';
import { openRealObjects, type RealObjects } from './real-objects.js';
import { readWork } from './real-work.js';
import { GitRefusal, type Refs, type Repository, type WorkState } from './repository.js';

/**
 * The repository in a folder on disk, which is only read. Names, index and working folder are read once, so that all who ask
 * see the same. `label` is what users know it as. Throws a GitRefusal where there is none.
 */
export function openRealRepository(folder: string, label: string): Repository {
  const { places, shallow } = look(folder, label);
  const git = loadGitPackage(places, label);
  const objects = openRealObjects(git, shallow);
  const checked = once(() => checkKind(git, label));
  const names = new Map<string, Promise<string | undefined>>();
  let work: Promise<WorkState> | undefined;
  const resolve = (name: string) => {
    const known = names.get(name) ?? checked().then(() => resolveName(git, objects, name));
    names.set(name, known);
    return known;
  };
  return {
    label,
    resolve,
    refs: once(() => checked().then(() => readRefs(git))),
    expand: (prefix) => checked().then(() => expand(git, prefix)),
    commit: objects.commit,
    work: () => {
      work ??= checked().then(() => readWork(places, git, objects));
      return work;
    },
  };
}

function look(folder: string, label: string): { places: GitPlaces; shallow: ReadonlySet<string> } {
  try {
    const places = findGitdir(folder);
    return { places, shallow: new Set(readIfThere(join(places.commondir, 'shallow'))?.split('\n')) };
  } catch (error) {
    const why = error instanceof GitRefusal ? error.message : showSystemError(error);
    throw why === undefined ? error : new GitRefusal(`${label}: ${why}`);
  }
}

/** Refuses what the package would take for an empty repository. */
async function checkKind(git: GitPackage, label: string): Promise<void> {
  const read = (path: string): Promise<unknown> =>
    git.need((package_, place) => package_.getConfig({ ...place, path }));
  const format = await read('extensions.objectformat');
  if (format !== undefined && format !== 'sha1') throw new GitRefusal(`${label} has hashes of another kind: ${format}`);
  const storage = await read('extensions.refstorage');
  if (storage !== undefined && storage !== 'files') throw new GitRefusal(`${label} keeps its branches as ${storage}`);
}

async function readRefs(git: GitPackage): Promise<Refs> {
  const current = await git.need((package_, place) => package_.currentBranch(place));
  const branches = await git.need((package_, place) => package_.listBranches(place));
  const tags = await git.need((package_, place) => package_.listTags(place));
  return { ...(current && { current }), branches: branches.sort(compareText), tags: tags.sort(compareText) };
}

async function resolveName(git: GitPackage, objects: RealObjects, name: string): Promise<string | undefined> {
  // The package would look for any other name in every place that there is.
  if (name !== 'HEAD' && !name.startsWith('refs/')) return undefined;
  const hash = await git.find((package_, place) => package_.resolveRef({ ...place, ref: name }));
  // A tag may have an object of its own.
  return hash === undefined ? undefined : (await objects.commit(hash)).hash;
}

async function expand(git: GitPackage, prefix: string): Promise<readonly string[]> {
  const objects = prefix.length === 40 ? [prefix] : await listObjects(git, prefix);
  const commits = await Promise.all(objects.map((hash) => findCommit(git, hash)));
  return [...new Set(commits.flat())].sort(compareText);
}

/** The commit that an object is, or that a tag's own object stands for; none of any other object. */
async function findCommit(git: GitPackage, hash: string): Promise<string[]> {
  const found = await git.find(async (package_, place) => {
    try {
      return [(await package_.readCommit({ ...place, oid: hash })).oid];
    } catch (error) {
      if (error instanceof package_.Errors.ObjectTypeError) return [];
      throw error;
    }
  });
  return found ?? [];
}

/** All objects whose hash begins so; several make the package refuse, which names them. */
async function listObjects(git: GitPackage, prefix: string): Promise<readonly string[]> {
  const found = await git.find(async (package_, place) => {
    try {
      return [await package_.expandOid({ ...place, oid: prefix })];
    } catch (error) {
      if (error instanceof package_.Errors.AmbiguousError) return error.data.matches;
      throw error;
    }
  });
  return found ?? [];
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
