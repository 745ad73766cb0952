import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { KnownError } from '../../model/known-error.js';
import type { Value } from '../../model/value.js';
import type { FieldPath } from '../fields.js';
import type { FileData } from './mock-source.js';

/** JSON, with comments and trailing commas if wanted. Throws a KnownError `bad-mock`. */
export function readJson(text: string, file: string): FileData {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const why = text.trim() === '' || error === undefined ? 'the file is empty' : showJsonError(error);
    throw new KnownError('bad-mock', `not valid JSON: ${why}`, { at: { file, line: lineAt(error?.offset ?? 0) } });
  }
  // getNodeValue is typed `any`; what JSON holds is a Value.
  return { value: getNodeValue(tree) as Value, lineOf: (path) => lineAt(findNearestNode(tree, path).offset) };
}

/** The parser's `CommaExpected` as `comma expected`. */
function showJsonError({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}

function findNearestNode(tree: Node, path: FieldPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return tree;
}
