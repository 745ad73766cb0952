import { KnownError } from '../model/known-error.js';
import type { Warning } from '../model/run-event.js';
import { compareText } from '../model/run-record.js';
import { ALWAYS_EXCLUDED, DEFAULT_SCENARIO_GLOBS } from './patterns.js';
import { readTarget } from './read-target.js';

export interface DiscoverRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Paths of the command line: files, `file:line:line`, folders, globs. None stands for the whole project. */
  readonly paths: readonly string[];
  /** Globs of scenario files; the default ones where undefined. */
  readonly scenarios?: readonly string[];
  /** Globs left out, beside benches, snapshots and node_modules. */
  readonly exclude?: readonly string[];
}

/** The scenario files found. */
export interface Discovery {
  /** Relative to the project, with `/`, sorted by code unit, each once. */
  readonly files: readonly string[];
  /** Lines asked for, by file; a file without an entry runs whole. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
  readonly warnings: readonly Warning[];
}

/**
 * Finds scenario files. A file on the command line is always taken; a folder stands for the scenario files below it
 * (those of the project's globs, and every `*.scenario.lua`); a glob for the scenario files it matches, or, where it
 * matches none, for every `.lua` file it does. Throws KnownError where a path is missing, outside the project, or stands for nothing.
 */
export async function discover(request: DiscoverRequest): Promise<Discovery> {
  const globs = request.scenarios ?? DEFAULT_SCENARIO_GLOBS;
  const excluded = [...ALWAYS_EXCLUDED, ...(request.exclude ?? [])];
  if (request.paths.length === 0) return await discoverAll(request.root, globs, excluded);
  const whole = new Set<string>();
  const lines = new Map<string, number[]>();
  const warnings: Warning[] = [];
  for (const path of request.paths) {
    const target = readTarget(request.root, path);
    if (target.kind === 'file' && target.lines.length > 0) {
      lines.set(target.path, [...(lines.get(target.path) ?? []), ...target.lines]);
    } else if (target.kind === 'file') {
      whole.add(target.path);
    } else {
      const { expandTarget } = await import('./expand-target.js');
      const found = await expandTarget(target, { root: request.root, globs, excluded });
      for (const file of found.files) whole.add(file);
      warnings.push(...found.warnings);
    }
  }
  return {
    files: [...new Set([...whole, ...lines.keys()])].sort(compareText),
    lines: Object.fromEntries([...lines].filter(([file]) => !whole.has(file))),
    warnings,
  };
}

async function discoverAll(root: string, globs: readonly string[], excluded: readonly string[]): Promise<Discovery> {
  const { findFiles } = await import('./find-files.js');
  const found = await findFiles(root, globs, excluded);
  if (found.files.length === 0) {
    const blocked = found.warnings.map((warning) => `; ${warning.at?.file}: ${warning.message}`).join('');
    const places = globs.length === 0 ? 'the list of places to look in is empty' : `looked for ${globs.join(', ')}`;
    throw new KnownError('not-found', `no scenario files found (${places})${blocked}`, {
      hint: '`moonrig init` writes a first one',
    });
  }
  return { files: [...found.files].sort(compareText), lines: {}, warnings: found.warnings };
}
