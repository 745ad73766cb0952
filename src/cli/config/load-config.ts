import type { Config } from '../../model/config.js';
import { findConfig } from './find-config.js';

/**
 * The project's config, checked; an empty one where there is none. `named` is what `--config` says.
 * Throws KnownError, with file and line where known, for a config that does not parse, throws, or says what none may.
 */
export async function loadConfig(root: string, named?: string): Promise<Config> {
  const path = findConfig(root, named);
  if (path === undefined) return {};
  const { readConfig } = await import('./read-config.js');
  return await readConfig(root, path);
}
