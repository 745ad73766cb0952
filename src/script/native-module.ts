import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { importAnew } from './import-module.js';
import { readThrown } from './read-thrown.js';

/**
 * What a TypeScript or JavaScript file of the project exports, as a record. It is read anew each time. Throws a KnownError with
 * the line where it does not parse or throws.
 */
export async function loadNativeModule(root: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  const path = join(root, file);
  try {
    // A module is an object, whatever it exports.
    return (await importAnew(path)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const { message, line } = readThrown(error, path, 'the module');
    throw new KnownError('bad-source', message, { at: { file, ...(line === undefined ? {} : { line }) } });
  }
}
