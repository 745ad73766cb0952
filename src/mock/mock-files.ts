import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { KnownError } from '../model/known-error.js';
import { compareText } from '../model/run-record.js';
import { showSystemError } from '../model/system-error.js';
import type { Value } from '../model/value.js';
import type { CannedEntry } from './agent/canned.js';
import { type FieldPath, nameOf, type Refuse } from './fields.js';
import type { MockHistory } from './git/mock-history.js';
import type { HttpMocking } from './http/http-mock.js';
import { LLM_PARSERS } from './llm/entry-parsers.js';
import type { LlmMocking } from './llm/llm-mock.js';
import type { MockKind, MockParts } from './mock.js';
import { type EntryParsers, parseEntries } from './parse-entries.js';

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

/** Reads the files of `llm`, `http`, `git` and `agents` below the mocks folder, where there are any. Throws a KnownError `bad-mock`. */
export async function readBaseMocks(root: string, folder: string): Promise<BaseMocks> {
  const files = (kind: string) => listJson(root, `${folder}/${kind}`);
  const git = await readHistories(root, files('git'));
  const agents = await readAgents(root, files('agents'));
  const llm = readEntries(root, files('llm'), LLM_PARSERS);
  return { llm, http: await readHttp(root, files('http')), git, agents };
}

/** What reads these mocks is only loaded where there are some. */
async function readHttp(root: string, files: readonly string[]): Promise<BaseMocks['http']> {
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

/** What reads histories is only loaded where there is one. */
async function readHistories(root: string, files: readonly string[]): Promise<BaseMocks['git']> {
  if (files.length === 0) return {};
  const { parseHistory } = await import('./git/parse-history.js');
  const histories = files.map((file) => {
    const { value, refuse } = readValue(root, file);
    return [posix.basename(file, '.json'), parseHistory(value, file, refuse)];
  });
  return Object.fromEntries(histories);
}

/** The same of agents. */
async function readAgents(root: string, files: readonly string[]): Promise<BaseMocks['agents']> {
  if (files.length === 0) return {};
  const { parseCanned } = await import('./agent/parse-canned.js');
  const agents = files.map((file) => [
    posix.basename(file, '.json'),
    parseCanned({ file, ...readList(root, file, 'entries') }),
  ]);
  return Object.fromEntries(agents);
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

interface ReadFile {
  readonly value: Value;
  readonly refuse: Refuse;
  readonly lineOf: (path: FieldPath) => number;
}

function readList(root: string, file: string, what: string) {
  const { value, refuse, lineOf } = readValue(root, file);
  const items = Array.isArray(value) ? value : refuse([], `a list of ${what} is expected, got ${nameOf(value)}`);
  return { items, refuse, lineOf };
}

function readValue(root: string, file: string): ReadFile {
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
  return { value: getNodeValue(tree) as Value, refuse, lineOf };
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
