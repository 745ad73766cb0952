import { join } from 'node:path';
import type { Ignore, Options } from 'ignore';
import { loadLate } from '../../model/load-late.js';
import { readIfThere } from './read-if-there.js';

/** The rules of one file, for paths below one folder. */
interface Layer {
  /** The folder, with `/` behind; empty for the root. */
  readonly way: string;
  readonly rules: Ignore;
}

/** What the `.gitignore` files of a folder and of those above it say, and the repository's own `info/exclude`. */
export interface IgnoreRules {
  /** Whether a path of the working folder is ignored; that of a folder ends in `/`. */
  ignores(path: string): boolean;
  /** The rules that hold in a folder below, `/` behind. */
  enter(way: string): IgnoreRules;
}

/** Rules at the root of a working folder. What the machine's own git config ignores is not asked for. */
export function openIgnoreRules(
  worktree: string,
  { exclude, isCaseless }: { exclude: string; isCaseless: boolean },
): IgnoreRules {
  // The package exports this one function.
  const create = loadLate('ignore', import.meta.url) as (options: Options) => Ignore;
  const readLayer = (file: string, way: string): Layer[] => {
    const text = readIfThere(file);
    const options = { ignorecase: isCaseless, allowRelativePaths: true };
    return text === undefined ? [] : [{ way, rules: create(options).add(text) }];
  };
  const nest = (outer: readonly Layer[], way: string): IgnoreRules => {
    const layers = [...readLayer(join(worktree, way, '.gitignore'), way), ...outer];
    return { ignores: (path) => isIgnored(layers, path), enter: (below) => nest(layers, below) };
  };
  return nest(readLayer(exclude, ''), '');
}

/** The innermost file that says something of a path decides. */
function isIgnored(layers: readonly Layer[], path: string): boolean {
  for (const { way, rules } of layers) {
    const { ignored, unignored } = rules.test(path.slice(way.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
