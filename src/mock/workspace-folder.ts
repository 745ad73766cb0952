import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { compareText } from '../model/run-record.js';
import { showSystemError } from '../model/system-error.js';
import { PathTree } from './path-tree.js';
import type { WorkspaceFixture } from './workspace.js';
import { FixtureFile } from './workspace-file.js';
import { WorkspaceError } from './workspace-path.js';

/** More is no fixture, but a folder chosen by mistake, or links that multiply it. */
const MAX_FILES = 100_000;

/** Says of a path whether it is no part of the workspace; what lies below such a folder is not looked at. */
export type IsLeftOut = (path: string, kind: 'file' | 'folder') => boolean;

/** A folder as it was found. */
export interface FoundFolder extends WorkspaceFixture {
  readonly files: PathTree<FixtureFile>;
}

/** What a walk through a folder finds. */
interface Walk {
  readonly realRoot: string;
  readonly isLeftOut: IsLeftOut;
  readonly files: [path: string, file: FixtureFile][];
  readonly refused: Map<string, string>;
}

/**
 * A folder on disk as a fixture: listed now, its files read once when asked for. A symbolic link is what it leads to, unless
 * that is outside the folder, nowhere, or a folder around it: then it is refused. Throws a WorkspaceError for a folder with
 * more files than anyone can mean, and what the system throws where it cannot be read.
 */
export function openWorkspaceFolder(path: string, isLeftOut: IsLeftOut = () => false): FoundFolder {
  const walk: Walk = { realRoot: realpathSync(path), isLeftOut, files: [], refused: new Map() };
  walkFolder(walk, { folder: '', real: walk.realRoot, around: [] });
  return { files: PathTree.of(walk.files.sort(([a], [b]) => compareText(a, b))), refused: walk.refused };
}

/** Whether there is such a folder, which can be looked at, and lies inside `root` after all symbolic links. */
export function isFolderInside(root: string, path: string): boolean {
  try {
    return (
      statSync(path, { throwIfNoEntry: false })?.isDirectory() === true &&
      isInside(realpathSync(root), realpathSync(path))
    );
  } catch {
    return false;
  }
}

/** Whether a real path is another, or lies below it. */
function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

interface Place {
  /** As the workspace names it. */
  readonly folder: string;
  /** Where it is, after all symbolic links. */
  readonly real: string;
  /** The real folders it was reached through. */
  readonly around: readonly string[];
}

function walkFolder(walk: Walk, { folder, real, around }: Place): void {
  if (walk.files.length > MAX_FILES) throw new WorkspaceError(`holds more than ${MAX_FILES} files`);
  for (const item of readFolder(walk, { folder, real, around })) {
    const path = folder === '' ? item.name : `${folder}/${item.name}`;
    if (walk.isLeftOut(path, item.isDirectory() ? 'folder' : 'file')) continue;
    // What no text can name, and what the workspace's own spelling of paths would change.
    if (item.name.includes('\uFFFD') || item.name.includes('\\'))
      walk.refused.set(path, 'has a name that no script can say');
    else if (item.isSymbolicLink())
      followLink(walk, path, { folder, real: join(real, item.name), around: [...around, real] });
    else if (item.isDirectory())
      walkFolder(walk, { folder: path, real: join(real, item.name), around: [...around, real] });
    else if (item.isFile()) walk.files.push([path, new FixtureFile(join(real, item.name), path)]);
    else walk.refused.set(path, 'is neither a file nor a folder');
  }
}

function readFolder({ refused }: Walk, { folder, real }: Place): Dirent[] {
  try {
    return readdirSync(real, { withFileTypes: true });
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined || folder === '') throw error;
    refused.set(folder, `cannot be read: ${why}`);
    return [];
  }
}

/** `link` is where the link itself lies. */
function followLink(walk: Walk, path: string, { real: link, around }: Place): void {
  const real = resolveLink(link);
  const stats = typeof real === 'string' && isInside(walk.realRoot, real) ? statSync(real) : undefined;
  if (typeof real !== 'string') walk.refused.set(path, `is a symbolic link that leads nowhere: ${real.why}`);
  else if (stats === undefined) walk.refused.set(path, 'is a symbolic link that leads out of the workspace');
  else if (around.includes(real)) walk.refused.set(path, 'is a symbolic link to a folder that it lies in');
  else if (stats.isFile()) walk.files.push([path, new FixtureFile(real, path)]);
  else if (stats.isDirectory()) walkFolder(walk, { folder: path, real, around });
  else walk.refused.set(path, 'is a symbolic link to neither a file nor a folder');
}

function resolveLink(link: string): string | { readonly why: string } {
  try {
    return realpathSync(link);
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    return { why };
  }
}
