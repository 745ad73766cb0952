import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadLua } from '../mock/files/mock-source.js';
import type { BaseMocks } from '../mock/files/read-base-mocks.js';
import { KnownError } from '../model/known-error.js';
import type { RunSettings } from '../model/settings.js';
import { didYouMean } from '../model/suggest.js';

/**
 * The base mocks of a project, as plain data that can be sent to workers. What parses them is only loaded where there is
 * a folder of mocks. Throws a KnownError `bad-mock`, or `bad-config` where a history was chosen that is not among them.
 */
export async function readMocks(settings: RunSettings): Promise<BaseMocks> {
  const mocks = await readFolder(settings);
  requireChosen(settings, Object.keys(mocks.git));
  return mocks;
}

async function readFolder({ root, mocks }: RunSettings): Promise<BaseMocks> {
  if (statSync(join(root, mocks), { throwIfNoEntry: false }) === undefined)
    return { llm: [], http: [], git: {}, agents: {} };
  const { readBaseMocks } = await import('../mock/files/read-base-mocks.js');
  return await readBaseMocks({ root, folder: mocks, loadReadLua });
}

/** What runs Lua files of mocks: loaded with the first of them. */
export async function loadReadLua(): Promise<ReadLua> {
  return (await import('../script/read-lua-data.js')).readLuaData;
}

/** A project without any history has an empty one where none was chosen. */
function requireChosen({ git, mocks }: RunSettings, names: readonly string[]): void {
  if ('repository' in git || git.mock === 'default' || names.includes(git.mock)) return;
  const hint = names.length === 0 ? `there is no history in ${mocks}/git` : `there are ${names.join(', ')}`;
  throw new KnownError(
    'bad-config',
    `git: there is no file ${mocks}/git/${git.mock}.json${didYouMean(git.mock, names)}`,
    { hint },
  );
}
