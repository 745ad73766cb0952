import { join, resolve } from 'node:path';
import { createEmptyHistory } from '../mock/git/mock-history.js';
import { openMockRepository } from '../mock/git/mock-repository.js';
import { parseHistory } from '../mock/git/parse-history.js';
import { openRealRepository } from '../mock/git/real-repository.js';
import { GitRefusal, type Repository } from '../mock/git/repository.js';
import { isFolderInside } from '../mock/workspace-folder.js';
import { LuaRaise } from '../model/dispatch.js';
import { didYouMean } from '../model/suggest.js';
import { isValueMap, type Value } from '../model/value.js';
import { luaTypeName } from './host-function.js';
import { refuseIn } from './refuse-in.js';
import type { World, WorldBase } from './world.js';

/** What has been opened, by what was asked for: all scenarios of a worker share it. */
const opened = new WeakMap<WorldBase, Map<string, Repository>>();

function openOnce(base: WorldBase, key: string, open: () => Repository): Repository {
  const known = opened.get(base) ?? new Map<string, Repository>();
  opened.set(base, known);
  const repository = known.get(key) ?? open();
  known.set(key, repository);
  return repository;
}

/** The history that a world's git reads. Throws a GitRefusal for a repository that cannot be read. */
export function gitOf(world: World): Repository {
  const { base } = world;
  const choice = base.settings.git;
  world.git ??= 'mock' in choice ? openMock(base, choice.mock) : openFolder(base, choice.repository);
  return world.git;
}

function openMock(base: WorldBase, name: string): Repository {
  const { mocks, settings } = base;
  const history = Object.hasOwn(mocks.git, name) ? mocks.git[name] : undefined;
  const id = `${settings.mocks}/git/${name}`;
  if (history !== undefined) base.onMockUsed?.(id);
  return openOnce(base, `mock ${name}`, () => openMockRepository(history ?? createEmptyHistory(`${id}.json`)));
}

function openFolder(base: WorldBase, folder: string): Repository {
  const place = resolve(base.settings.root, folder);
  return openOnce(base, `real ${place}`, () => openRealRepository(place, folder));
}

/** What `git.use` was given: a name in `mocks/git`, a history, or `{ repository }`. Raises for what is none of them. */
export function openGiven(base: WorldBase, given: Value): Repository {
  if (typeof given === 'string') return openNamed(base, given);
  if (isValueMap(given) && given.repository !== undefined) return openInside(base, given.repository);
  if (isValueMap(given) || Array.isArray(given))
    return openMockRepository(parseHistory(given, 'the history given to git.use', refuseIn('git.use')));
  throw new LuaRaise(`git.use: a name or a history is expected, got ${luaTypeName(given)}`);
}

function openNamed(base: WorldBase, name: string): Repository {
  const { mocks, settings } = base;
  if (Object.hasOwn(mocks.git, name)) return openMock(base, name);
  const near = didYouMean(name, Object.keys(mocks.git));
  throw new LuaRaise(`git.use: there is no file ${settings.mocks}/git/${name}.json${near}`);
}

/** A scenario may read what lies in its project; only the config and the command line lead out of it. */
function openInside(base: WorldBase, folder: Value): Repository {
  const { root } = base.settings;
  if (typeof folder !== 'string')
    throw new LuaRaise(`git.use: repository: a text is expected, got ${luaTypeName(folder)}`);
  if (!isFolderInside(root, join(root, folder)))
    throw new LuaRaise(`git.use: repository: ${folder}: a folder of the project is expected`);
  try {
    return openFolder(base, folder);
  } catch (error) {
    if (error instanceof GitRefusal) throw new LuaRaise(`git.use: ${error.message}`);
    throw error;
  }
}
