import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { IsLeftOut } from '../../mock/workspace-folder.js';
import { withSlashes } from '../../scenario/project-path.js';

/** What no agent works on, whatever the project says: histories, installed packages, notes of moonrig itself. */
const NEVER: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules', '.moonrig']);

/** The rules of one `.gitignore`, and where it lies. */
interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * Which paths of a folder are no part of it, by `.gitignore` files as git reads them: those in it, and those in folders above
 * it up to the top of the repository. Without a repository only those in it count. Throws what the system throws.
 */
export function readIgnoreRules(root: string): IsLeftOut {
  const rulesAbove = foldersAbove(root).flatMap(readRules);
  // A folder that git ignores as a whole was asked for by name.
  const above = isIgnored(root, 'folder', rulesAbove) ? [] : rulesAbove;
  const byFolder = new Map<string, readonly Rules[]>([['', [...above, ...readRules(root)]]]);
  const rulesFor = (folder: string): readonly Rules[] => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const outer = dirname(folder);
    const rules = [...rulesFor(outer === '.' ? '' : outer), ...readRules(join(root, folder))];
    byFolder.set(folder, rules);
    return rules;
  };
  return (path, kind) => {
    const [, folder = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(path) ?? [];
    return NEVER.has(name) || isIgnored(join(root, path), kind, rulesFor(folder));
  };
}

/** The rules nearest to a path decide, if they say anything of it. */
function isIgnored(path: string, kind: 'file' | 'folder', rules: readonly Rules[]): boolean {
  for (const { folder, rules: own } of [...rules].reverse()) {
    const { ignored, unignored } = own.test(withSlashes(relative(folder, path)) + (kind === 'folder' ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The folders from the top of the repository down to, not including, one in it; none where it is in no repository. */
function foldersAbove(root: string): string[] {
  const folders: string[] = [];
  for (let folder = root; !existsSync(join(folder, '.git')); folder = dirname(folder)) {
    const outer = dirname(folder);
    if (outer === folder) return [];
    folders.unshift(outer);
  }
  return folders;
}

function readRules(folder: string): Rules[] {
  try {
    const text = readFileSync(join(folder, '.gitignore'), 'utf8');
    return [{ folder, rules: ignore({ ignorecase: false }).add(text) }];
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) return [];
    throw error;
  }
}
