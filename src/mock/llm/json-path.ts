import type { JSONPathQuery, jsonpath } from 'json-p3';
import { loadLate } from '../../model/load-late.js';
import { createValueMap, isValueMap, type Value } from '../../model/value.js';
import type { LlmRequest } from '../llm-request.js';
import { toPlain } from './json-text.js';
import type { Mismatch, PathMatch } from './match.js';
import { isSameJson } from './same-value.js';
import { showRequest } from './show-request.js';
import { findTextMismatch, showTextMatch, type TextMatch } from './text-match.js';

/** Values shown of what a path found. */
const MAX_SHOWN = 120;
const MAX_COMPILED = 200;

type Document = Parameters<JSONPathQuery['query']>[0];

const compiled = new Map<string, JSONPathQuery>();

/** Throws where the path is none. The package is loaded with the first path. */
function compilePath(path: string): JSONPathQuery {
  const known = compiled.get(path);
  if (known !== undefined) return known;
  // The package's types are those of its module.
  const package_ = loadLate('json-p3', import.meta.url) as { jsonpath: typeof jsonpath };
  const query = package_.jsonpath.compile(path);
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(path, query);
  return query;
}

/** Why a text is no JSONPath query; undefined where it is one. */
export function findPathProblem(path: string): string | undefined {
  try {
    compilePath(path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  }
}

/** How what a query finds in a request is not what it should be. */
export function comparePath({ path, value, text }: PathMatch, request: LlmRequest): Mismatch[] {
  // What it finds are parts of the document, which is a Value.
  const found = compilePath(path).query(documentOf(request)).values() as Value[];
  const isThere = found.some((item) => {
    if (text !== undefined) return typeof item === 'string' && findTextMismatch(text, item) === undefined;
    return value === undefined || isSameJson(value, item);
  });
  if (isThere) return [];
  const got = found.length === 0 ? 'nothing' : found.map((item) => show(item)).join(', ');
  return [{ field: `json_path ${path}`, how: 'value', wanted: showWanted(value, text), got: cut(got) }];
}

function showWanted(value: Value, text: TextMatch | undefined): string {
  if (text !== undefined) return showTextMatch(text);
  return value === undefined ? 'anything' : show(value);
}

function show(value: Value): string {
  return cut(JSON.stringify(value) ?? 'nothing');
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN).toWellFormed()}…` : text;
}

/** Documents of requests whose mocks are looked at in turn. */
const documents = new WeakMap<LlmRequest, Document>();

/** The request as JSON; a message whose text is a JSON table or list has what it says as `json`. */
function documentOf(request: LlmRequest): Document {
  const known = documents.get(request);
  if (known !== undefined) return known;
  const shown = showRequest(request);
  const messages = request.messages.map(({ content }, i) => {
    const message = Array.isArray(shown.messages) ? shown.messages[i] : undefined;
    const json = readJson(content);
    return isValueMap(message) && json !== undefined
      ? createValueMap([...Object.entries(message), ['json', json]])
      : message;
  });
  // What no JSON can say is not found; a plain value is what the package calls a JSONValue.
  const document = (toPlain(createValueMap([...Object.entries(shown), ['messages', messages]])) ?? {}) as Document;
  documents.set(request, document);
  return document;
}

function readJson(text: string): Value {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    // What JSON holds is a Value.
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
