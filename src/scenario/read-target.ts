import { type Stats, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { showSystemError } from '../model/system-error.js';
import { isGlob } from './patterns.js';
import { outside, requireInside, toProjectPath, withSlashes } from './project-path.js';

/** What one path of the command line stands for; paths are relative to the project, with `/`. */
export type Target =
  | { readonly kind: 'file'; readonly path: string; readonly lines: readonly number[] }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'glob'; readonly pattern: string }
  | { readonly kind: 'missing'; readonly path: string };

const LINES = /^(?<path>.+?)(?<lines>(?::\d+)+)$/;

/**
 * Reads a path of the command line: a file, `file:line:line`, a folder or a glob. What exists under the very name is
 * taken first, so odd names work. Throws KnownError for what lies outside the project, is neither file nor folder, or has lines where it cannot.
 */
export function readTarget(root: string, text: string): Target {
  if (text === '') throw new KnownError('bad-command-line', 'a path is empty');
  const whole = readExisting(root, text);
  if (whole !== undefined) return whole;
  const parts = LINES.exec(text)?.groups;
  const path = withSlashes(parts?.path ?? text);
  const target = readExisting(root, path) ?? readMissing(root, path);
  if (parts?.lines === undefined || target.kind === 'missing') return target;
  if (target.kind !== 'file') {
    throw new KnownError('bad-command-line', `${withSlashes(text)}: only a single file takes line numbers`);
  }
  return { ...target, lines: readLines(parts.lines, text) };
}

function readExisting(root: string, path: string): Target | undefined {
  const stats = readStats(root, path);
  if (stats === undefined) return undefined;
  const inside = requireInside(root, path);
  if (stats.isDirectory()) return { kind: 'folder', path: inside };
  if (stats.isFile()) return { kind: 'file', path: inside, lines: [] };
  throw new KnownError('bad-command-line', `${withSlashes(path)} is neither a file nor a folder`);
}

function readStats(root: string, path: string): Stats | undefined {
  try {
    return statSync(resolve(root, path), { throwIfNoEntry: false });
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `${withSlashes(path)} cannot be read: ${why}`);
  }
}

function readMissing(root: string, path: string): Target {
  const inside = isAbsolute(path) || path.startsWith('.') ? toProjectPath(root, path) : path;
  if (inside === undefined) throw outside(path);
  return isGlob(inside) ? { kind: 'glob', pattern: inside } : { kind: 'missing', path: inside };
}

function readLines(text: string, target: string): number[] {
  const lines = text.slice(1).split(':').map(Number);
  if (lines.includes(0)) throw new KnownError('bad-command-line', `${withSlashes(target)}: lines count from 1`);
  return lines;
}
