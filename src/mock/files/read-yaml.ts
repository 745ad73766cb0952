import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { KnownError } from '../../model/known-error.js';
import type { Value } from '../../model/value.js';
import type { FieldPath } from '../fields.js';
import type { FileData } from './mock-source.js';

/** Aliases may make a document larger than its file, but not by so much. */
const MAX_ALIASES = 1000;

/** YAML 1.2 as its core schema has it: one document. Throws a KnownError `bad-mock`. */
export function readYaml(text: string, file: string): FileData {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const refuse = (why: string, offset: number): never => {
    throw new KnownError('bad-mock', `not valid YAML: ${why}`, { at: { file, line: lineAt(offset) } });
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) refuse(showProblem(problem), problem.pos[0]);
  const { contents } = document;
  if (contents === null) return refuse('the file is empty', 0);
  refuseOddities(document, contents, (why, { range }) => refuse(why, range[0]));
  return {
    // The core schema makes texts, numbers, booleans, null, lists and maps; nothing else is a Value.
    value: toValue(document, file),
    lineOf: (path) => lineAt(findNearestPlace(contents, path)),
  };
}

function showProblem({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'the file has several documents; one is expected';
  return message.replace(/^\w/, (letter) => letter.toLowerCase());
}

function toValue(document: Document.Parsed, file: string): Value {
  try {
    // What the core schema makes is plain data.
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as Value;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new KnownError('bad-mock', 'not valid YAML: its aliases make it far larger than it is', { at: { file } });
  }
}

/** Lists and maps as keys would become texts that nobody wrote; an alias may name nothing. */
function refuseOddities(
  document: Document.Parsed,
  node: ParsedNode | null,
  refuse: (why: string, node: ParsedNode) => void,
): void {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) refuse('the key of a field is a text', key);
      refuseOddities(document, value, refuse);
    }
  }
  if (isSeq<ParsedNode>(node)) for (const item of node.items) refuseOddities(document, item, refuse);
  if (isAlias(node) && node.resolve(document) === undefined) refuse(`nothing before is called &${node.source}`, node);
}

/** Where what is at a path begins: a field with its key; else what is around it. */
function findNearestPlace(root: ParsedNode, path: FieldPath): number {
  let node: ParsedNode | null = root;
  let place = root.range[0];
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === undefined) break;
    [node, place] = [next.value, next.place];
  }
  return place;
}

function stepInto(
  node: ParsedNode | null,
  step: string | number,
): { readonly value: ParsedNode | null; readonly place: number } | undefined {
  if (isSeq<ParsedNode>(node)) {
    const value = typeof step === 'number' ? node.items[step] : undefined;
    return value && { value, place: value.range[0] };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair && { value: pair.value, place: pair.key.range[0] };
}
