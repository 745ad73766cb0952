import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BaseMocks } from '../mock/mock-files.js';
import type { RunSettings } from '../model/settings.js';

/**
 * The base mocks of a project, as plain data that can be sent to workers. What parses them is only loaded where there is
 * a folder of mocks. Throws a KnownError `bad-mock`.
 */
export async function readMocks({ root, mocks }: RunSettings): Promise<BaseMocks> {
  if (statSync(join(root, mocks), { throwIfNoEntry: false }) === undefined) return { llm: [], http: [], git: {} };
  const { readBaseMocks } = await import('../mock/mock-files.js');
  return await readBaseMocks(root, mocks);
}
