import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Config } from '../../model/config.js';
import { KnownError } from '../../model/known-error.js';
import { locateKey } from '../../model/locate-key.js';
import { parseJsonText } from '../../model/parse-json-text.js';
import { showSystemError } from '../../model/system-error.js';
import { toProjectPath, withSlashes } from '../../scenario/project-path.js';
import { importModule } from '../../script/import-module.js';
import { readThrown } from '../../script/read-thrown.js';
import { checkConfig } from './check-config.js';
import { findGitProblem } from './git-choice.js';
import type { Problem } from './problem.js';

/** Reads and checks the config at an absolute path. Throws KnownError. */
export async function readConfig(root: string, path: string): Promise<Config> {
  const shown = toProjectPath(root, path) ?? withSlashes(path);
  const source = readSource(path, shown);
  const value = path.endsWith('.json') ? parseJsonText(source, shown, 'bad-config') : await evaluate(path, shown);
  // What the check passes is a Config.
  const problem = checkConfig(value) ?? (await checkPlaces(value as Config, root));
  if (problem === undefined) return value as Config;
  const line = locateKey(source, problem.path);
  throw new KnownError('bad-config', problem.path === '' ? problem.message : `${problem.path}: ${problem.message}`, {
    at: { file: shown, ...(line === undefined ? {} : { line }) },
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  });
}

/** What a config names on the disk has to be there. */
async function checkPlaces({ git }: Config, root: string): Promise<Problem | undefined> {
  return git === undefined ? undefined : await findGitProblem(git, root);
}

function readSource(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('bad-config', `the config cannot be read: ${why}`, { at: { file: shown } });
  }
}

async function evaluate(path: string, shown: string): Promise<unknown> {
  const loading = new AbortController();
  const value = await Promise.race([importModule(path), refuseToWait(shown, loading.signal)])
    .catch((error: unknown) => {
      if (error instanceof KnownError) throw error;
      const { message, line } = readThrown(error, path, 'the config');
      throw new KnownError('bad-config', message, { at: { file: shown, ...(line === undefined ? {} : { line }) } });
    })
    .finally(() => loading.abort());
  if (value !== undefined) return value;
  throw new KnownError('bad-config', 'the config exports nothing', {
    at: { file: shown },
    hint: 'write `export default { … }`',
  });
}

/** Rejects where the config waits and nothing is left that could come: node would end there without a word. */
async function refuseToWait(shown: string, signal: AbortSignal): Promise<never> {
  await once(process, 'beforeExit', { signal });
  throw new KnownError('bad-config', 'the config waits for something that never comes', { at: { file: shown } });
}
