import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { showSystemError } from '../../model/system-error.js';
import type { Value } from '../../model/value.js';
import { type FieldPath, nameOf, type Refuse } from '../fields.js';
import type { EntrySource } from '../parse-entries.js';

/** What a file holds, and where. */
export interface FileData {
  readonly value: Value;
  /** The line of what is at a path, or of what is around it. */
  readonly lineOf: (path: FieldPath) => number;
}

/** Reads the text of a file as data. Throws a KnownError. */
export type ReadData = (text: string, file: string) => FileData;

/** A file of mocks as data. */
export interface MockSource extends FileData {
  readonly file: string;
  /** Throws a KnownError with the line of what is wrong. */
  readonly refuse: Refuse;
}

/** Reads the data that a Lua file returns. What runs Lua is of another house. */
export type ReadLua = (bytes: Uint8Array, file: string) => FileData;

export type LoadReadLua = () => Promise<ReadLua>;

/** How files are read, by their ending; none is loaded before there is such a file. */
const FORMATS: Readonly<Record<string, () => Promise<ReadData>>> = {
  '.json': async () => (await import('./read-json.js')).readJson,
  '.yaml': async () => (await import('./read-yaml.js')).readYaml,
  '.yml': async () => (await import('./read-yaml.js')).readYaml,
};

/** The endings of mock files. */
export const MOCK_ENDINGS = [...Object.keys(FORMATS), '.lua'];

/** Reads a file, whose path is relative to the project. Throws a KnownError. */
export async function readMockSource(root: string, file: string, loadReadLua: LoadReadLua): Promise<MockSource> {
  const { value, lineOf } = await readData(root, file, loadReadLua);
  const refuse: Refuse = (path, why) => {
    throw new KnownError('bad-mock', `${showPath(path)}${why}`, { at: { file, line: lineOf(path) } });
  };
  return { file, value, lineOf, refuse };
}

/** The source as a list of `what`. Throws a KnownError `bad-mock` where it is none. */
export function readEntryList({ value, ...source }: MockSource, what: string): EntrySource {
  const items = Array.isArray(value) ? value : source.refuse([], `a list of ${what} is expected, got ${nameOf(value)}`);
  return { ...source, items };
}

async function readData(root: string, file: string, loadReadLua: LoadReadLua): Promise<FileData> {
  const bytes = readBytes(root, file);
  if (extname(file) === '.lua') return (await loadReadLua())(bytes, file);
  const read = await FORMATS[extname(file)]?.();
  if (read === undefined) throw new Error(`${file} is no mock file`);
  return read(bytes.toString(), file);
}

function readBytes(root: string, file: string): Buffer {
  try {
    return readFileSync(join(root, file));
  } catch (error) {
    throw asUnreadable(error, file);
  }
}

/** The known error where the system refuses; any other error as it is. */
export function asUnreadable(error: unknown, file: string): unknown {
  const why = showSystemError(error);
  return why === undefined ? error : new KnownError('bad-mock', `cannot be read: ${why}`, { at: { file } });
}

function showPath(path: FieldPath): string {
  const shown = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return shown === '' ? '' : `${shown}: `;
}
