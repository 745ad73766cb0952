import { isValueMap, type Value } from '../../model/value.js';
import { type FieldPath, Fields, nameOf, type Refuse } from '../fields.js';
import { normalizePath } from '../workspace-path.js';
import type { MockChanges, MockContent } from './mock-history.js';

/** Where a value stands, and who hears of what is wrong with it. */
export interface Place {
  readonly at: FieldPath;
  readonly refuse: Refuse;
}

/** What became of files, by path; `undefined` is none. */
export function parseContents(value: Value, { at, refuse }: Place): MockChanges {
  if (value === undefined || value === null) return new Map();
  if (!isValueMap(value)) refuse(at, `contents by path are expected, got ${nameOf(value)}`);
  const contents = new Map<string, MockContent>();
  for (const [key, content] of Object.entries(value)) {
    const place = { at: [...at, key], refuse };
    const path = parsePath(key, place);
    if (contents.has(path)) refuse(place.at, `${path} stands here twice`);
    contents.set(path, parseContent(content, place));
  }
  return contents;
}

/** A path of a repository in its one spelling. */
export function parsePath(given: string, { at, refuse }: Place): string {
  const path = normalizePath(given);
  if (path === undefined) return refuse(at, `a path inside the repository is expected, got ${JSON.stringify(given)}`);
  if (/^\.git(?:\/|$)/i.test(path)) refuse(at, 'git keeps its own files there');
  return path;
}

function parseContent(content: Value, { at, refuse }: Place): MockContent {
  if (content === null) return 'deleted';
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'string') return encode(content);
  if (Array.isArray(content))
    return encode(content.map((line, i) => parseLine(line, { at: [...at, i], refuse })).join(''));
  if (!isValueMap(content))
    return refuse(at, `a text, a list of its lines, { base64 } or null is expected, got ${nameOf(content)}`);
  // Lua has one empty table; as a file's lines it is the empty file.
  if (Object.keys(content).length === 0) return encode('');
  const fields = new Fields(content, at, refuse);
  fields.only(['base64']);
  const text = fields.text('base64') ?? '';
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text))
    fields.refuse('base64', 'this is no base64');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function parseLine(line: Value, { at, refuse }: Place): string {
  if (typeof line !== 'string') return refuse(at, `a line is expected as a text, got ${nameOf(line)}`);
  if (line.includes('\n')) refuse(at, 'a line holds no line break: give each a text of its own');
  return `${line}\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
