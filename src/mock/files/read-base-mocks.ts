import { extname } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { CannedEntry } from '../agent/canned.js';
import type { MockHistory } from '../git/mock-history.js';
import type { HttpMocking } from '../http/http-mock.js';
import { LLM_PARSERS } from '../llm/entry-parsers.js';
import type { LlmMocking } from '../llm/llm-mock.js';
import type { MockKind, MockParts } from '../mock.js';
import { type EntryParsers, parseEntries } from '../parse-entries.js';
import { listMockFiles } from './list-mock-files.js';
import { type LoadReadLua, type MockSource, readEntryList, readMockSource } from './mock-source.js';

/** The project's base mocks as plain data; workspaces stay on disk until they are used. */
export interface BaseMocks {
  /** Of the model, with ids from 0. */
  readonly llm: readonly MockParts<LlmMocking>[];
  /** Of other services, with ids from 0. */
  readonly http: readonly MockParts<HttpMocking>[];
  /** Histories by name. */
  readonly git: Readonly<Record<string, MockHistory>>;
  /** What canned agents do, by the agent's name. */
  readonly agents: Readonly<Record<string, readonly CannedEntry[]>>;
}

/** Folders of the mocks folder whose files are read. */
export const MOCK_KINDS = ['llm', 'http', 'git', 'agents'] as const;

type MockFolder = (typeof MOCK_KINDS)[number];

/** Told of each file that is wrong. */
export type OnProblem = (problem: KnownError) => void;

/** Which mocks to read. */
export interface MockPlace {
  /** The project's folder, absolute. */
  readonly root: string;
  /** The mocks folder in it. */
  readonly folder: string;
  readonly loadReadLua: LoadReadLua;
  /** Told of each file that is wrong, as a KnownError, which is left out then; without it that is thrown. */
  readonly onProblem?: OnProblem;
}

type Place = Required<MockPlace>;

/** Reads the files of `llm`, `http`, `git` and `agents` below the mocks folder, where there are any. */
export async function readBaseMocks(wanted: MockPlace): Promise<BaseMocks> {
  const place: Place = { onProblem: raise, ...wanted };
  return {
    llm: await readEntries(place, 'llm', async () => LLM_PARSERS),
    // What reads the other kinds is only loaded where there are some.
    http: await readEntries(place, 'http', async () => (await import('../http/entry-parsers.js')).HTTP_PARSERS),
    git: await readNamed(place, 'git', async () => {
      const { parseHistory } = await import('../git/parse-history.js');
      return ({ value, file, refuse }) => parseHistory(value, file, refuse);
    }),
    agents: await readNamed(place, 'agents', async () => {
      const { parseCanned } = await import('../agent/parse-canned.js');
      return (source) => parseCanned(readEntryList(source, 'entries'));
    }),
  };
}

function raise(problem: KnownError): never {
  throw problem;
}

/** The mocks of all files of a kind, one after another. */
async function readEntries<Kind extends MockKind>(
  place: Place,
  kind: MockFolder,
  loadParsers: () => Promise<EntryParsers<Kind>>,
): Promise<MockParts<Kind>[]> {
  const mocks: MockParts<Kind>[] = [];
  await readEach(place, kind, async (source) => {
    mocks.push(...parseEntries(readEntryList(source, 'mocks'), await loadParsers(), mocks.length));
  });
  return mocks;
}

/** What the files of a kind hold, by their names: `git/team/old.json` is called `team/old`. */
async function readNamed<T>(
  place: Place,
  kind: MockFolder,
  loadParse: () => Promise<(source: MockSource) => T>,
): Promise<Record<string, T>> {
  const found = new Map<string, { readonly file: string; readonly parsed: T }>();
  await readEach(place, kind, async (source) => {
    const name = nameMockFile(source.file, `${place.folder}/${kind}`);
    const other = found.get(name);
    if (other !== undefined) {
      const hint = 'rename one of the two';
      throw new KnownError('bad-mock', `${name} is there already, in ${other.file}`, {
        at: { file: source.file },
        hint,
      });
    }
    found.set(name, { file: source.file, parsed: (await loadParse())(source) });
  });
  return Object.fromEntries([...found].map(([name, { parsed }]) => [name, parsed]));
}

/** What a file is called by: its path below the folder of its kind, without ending. */
export function nameMockFile(file: string, folder: string): string {
  return file.slice(folder.length + 1, -extname(file).length);
}

async function readEach(
  { root, folder, loadReadLua, onProblem }: Place,
  kind: MockFolder,
  read: (source: MockSource) => Promise<void>,
): Promise<void> {
  for (const file of listMockFiles(root, `${folder}/${kind}`)) {
    try {
      await read(await readMockSource(root, file, loadReadLua));
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      onProblem(error);
    }
  }
}
