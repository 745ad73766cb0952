import { posix } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { RuleKind } from '../model/rule.js';
import { listFiles } from '../script/list-files.js';

/** A file that is a rule. */
export interface RuleFile {
  readonly id: string;
  readonly kind: RuleKind;
  /** Relative to the project, with `/`. */
  readonly path: string;
}

const NOT_RULES = /\.(?:scenario|bench)\.lua$|\.d\.[mc]?ts$|\.(?:test|spec)\.[mc]?[tj]s$/;
const ENDING = /\.(?:lua|[mc]?[tj]s)$/;

/** The kind of rule that a file is by its name; undefined where it is none. */
export function kindOfFile(path: string): RuleKind | undefined {
  if (NOT_RULES.test(path) || !ENDING.test(path)) return undefined;
  return path.endsWith('.lua') ? 'lua' : 'native';
}

/** What a rule's file is called by below a folder of rules: its path without ending; `a/init.lua` is `a`. */
export function idOfFile(path: string, folders: readonly string[]): string {
  const folder = folders.find((each) => path.startsWith(`${each}/`));
  const inside = folder === undefined ? path : path.slice(folder.length + 1);
  return inside.replace(ENDING, '').replace(/(?<=.)\/init$/, '');
}

/**
 * The rules below folders, by id, Lua before native. What is in an earlier folder goes before its namesakes in later ones.
 * Throws a KnownError where two files of one folder claim one id and kind.
 */
export function findRuleFiles(root: string, folders: readonly string[]): ReadonlyMap<string, readonly RuleFile[]> {
  const found = new Map<string, RuleFile[]>();
  for (const folder of folders.map((each) => posix.normalize(each).replace(/\/$/, ''))) {
    const mine = listFiles(root, folder)
      .sort()
      .flatMap((path) => {
        const kind = kindOfFile(path);
        return kind === undefined ? [] : [{ id: idOfFile(path, [folder]), kind, path }];
      });
    addFolder(found, mine);
  }
  for (const files of found.values()) files.sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return found;
}

function addFolder(found: Map<string, RuleFile[]>, mine: readonly RuleFile[]): void {
  const seen = new Map<string, RuleFile>();
  for (const file of mine) {
    const key = `${file.kind} ${file.id}`;
    const namesake = seen.get(key);
    if (namesake !== undefined) {
      throw new KnownError('bad-source', `the rule ${file.id} is there twice: ${namesake.path} is the other`, {
        at: { file: file.path },
        hint: 'rename one of them',
      });
    }
    seen.set(key, file);
    const others = found.get(file.id) ?? [];
    if (!others.some(({ kind }) => kind === file.kind)) found.set(file.id, [...others, file]);
  }
}
