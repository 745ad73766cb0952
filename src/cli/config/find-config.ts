import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { KnownError } from '../../model/known-error.js';

/** The names a config file may have, at the project's root. */
const NAMES = ['moonrig.config.ts', 'moonrig.config.js', 'moonrig.config.mjs', 'moonrig.config.json'] as const;

/**
 * The config file's absolute path, or undefined where the project has none. `named` is what `--config` says, relative to
 * the root. Throws KnownError where the named one is missing, is of no known kind, or where the root holds several.
 */
export function findConfig(root: string, named: string | undefined): string | undefined {
  if (named !== undefined) return requireConfig(root, named);
  const found = NAMES.filter((name) => existsSync(join(root, name)));
  if (found.length > 1) {
    throw new KnownError('bad-config', `there are several configs: ${found.join(', ')}`, {
      hint: 'keep one, or name the one you mean with --config',
    });
  }
  return found[0] === undefined ? undefined : join(root, found[0]);
}

function requireConfig(root: string, named: string): string {
  const path = resolve(root, named);
  if (!existsSync(path)) throw new KnownError('bad-config', `--config ${named}: the file does not exist`);
  if (/\.(?:ts|mts|js|mjs|json)$/.test(named)) return path;
  throw new KnownError('bad-config', `--config ${named}: a config ends in .ts, .js, .mjs or .json`);
}
