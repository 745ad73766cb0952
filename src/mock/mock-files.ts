import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { fieldNames } from '../model/binding.js';
import { KnownError } from '../model/known-error.js';
import { compareText } from '../model/run-record.js';
import { showSystemError } from '../model/system-error.js';
import type { Value } from '../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from './fields.js';
import type { Commit } from './git-history.js';
import type { HttpMocking } from './http/http-mock.js';
import { LLM_PARSERS } from './llm/entry-parsers.js';
import type { LlmMocking } from './llm/llm-mock.js';
import type { MockKind, MockParts } from './mock.js';
import { GIT_COMMIT } from './mock-shapes.js';
import { type EntryParsers, parseEntries } from './parse-entries.js';

/** The project's base mocks as plain data; workspaces stay on disk until they are used. */
export interface BaseMocks {
  /** Of the model, with ids from 0. */
  readonly llm: readonly MockParts<LlmMocking>[];
  /** Of other services, with ids from 0. */
  readonly http: readonly MockParts<HttpMocking>[];
  /** Histories by name, newest commit first. */
  readonly git: Readonly<Record<string, readonly Commit[]>>;
}

/** Reads `llm`, `http` and `git` below the mocks folder, where they are there. Throws a KnownError `bad-mock`. */
export async function readBaseMocks(root: string, folder: string): Promise<BaseMocks> {
  const files = (kind: string) => listJson(root, `${folder}/${kind}`);
  const git = files('git').map((file) => [
    file.slice(`${folder}/git/`.length, -'.json'.length),
    readHistory(root, file),
  ]);
  const llm = readEntries(root, files('llm'), LLM_PARSERS);
  return { llm, http: await readHttp(root, files('http')), git: Object.fromEntries(git) };
}

/** What reads these mocks is loaded where there are some. */
async function readHttp(root: string, files: readonly string[]): Promise<MockParts<HttpMocking>[]> {
  if (files.length === 0) return [];
  const { HTTP_PARSERS } = await import('./http/entry-parsers.js');
  return readEntries(root, files, HTTP_PARSERS);
}

function readEntries<Kind extends MockKind>(
  root: string,
  files: readonly string[],
  parsers: EntryParsers<Kind>,
): MockParts<Kind>[] {
  const mocks: MockParts<Kind>[] = [];
  for (const file of files) {
    mocks.push(...parseEntries({ file, ...readList(root, file, 'mocks') }, parsers, mocks.length));
  }
  return mocks;
}

function listJson(root: string, folder: string): string[] {
  try {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.json'));
    return names.sort(compareText).map((name) => `${folder}/${name}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw unreadable(error, folder);
  }
}

function readHistory(root: string, file: string): Commit[] {
  const { items, refuse } = readList(root, file, 'commits');
  return items.map((item, i) => {
    const fields = new Fields(item, [i], refuse);
    fields.only(fieldNames(GIT_COMMIT));
    const need = (key: string) => fields.text(key) ?? refuse([i], `a commit needs ${key}`);
    return {
      hash: need('hash'),
      author: need('author'),
      date: need('date'),
      message: need('message'),
      files: fields.texts('files') ?? [],
    };
  });
}

interface ListFile {
  readonly items: readonly Value[];
  readonly refuse: Refuse;
  readonly lineOf: (path: FieldPath) => number;
}

function readList(root: string, file: string, what: string): ListFile {
  const text = readText(root, file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const why = text.trim() === '' || error === undefined ? 'the file is empty' : showJsonError(error);
    throw new KnownError('bad-mock', `not valid JSON: ${why}`, { at: { file, line: lineAt(error?.offset ?? 0) } });
  }
  const lineOf = (path: FieldPath) => lineAt(findNearestNode(tree, path).offset);
  const refuse: Refuse = (path, why) => {
    throw new KnownError('bad-mock', `${showPath(path)}${why}`, { at: { file, line: lineOf(path) } });
  };
  // getNodeValue is typed `any`; what JSON holds is a Value.
  const items = getNodeValue(tree) as Value;
  return {
    items: Array.isArray(items) ? items : refuse([], `a list of ${what} is expected, got ${nameOf(items)}`),
    refuse,
    lineOf,
  };
}

function readText(root: string, file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    throw unreadable(error, file);
  }
}

/** The known error where the system refuses; any other error as it is. */
function unreadable(error: unknown, file: string): unknown {
  const why = showSystemError(error);
  return why === undefined ? error : new KnownError('bad-mock', `cannot be read: ${why}`, { at: { file } });
}

/** The parser's `CommaExpected` as `comma expected`. */
function showJsonError({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

function findNearestNode(tree: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return tree;
}

function showPath(path: readonly (string | number)[]): string {
  const shown = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return shown === '' ? '' : `${shown}: `;
}
