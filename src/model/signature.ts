import { TokenReader } from './signature-tokens.js';

/** A type in a signature. */
export type LuaType =
  | { readonly kind: 'name'; readonly name: string }
  /** A text in quotes: `"fail"`. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'list'; readonly item: LuaType }
  | { readonly kind: 'table'; readonly key: LuaType; readonly value: LuaType }
  | { readonly kind: 'optional'; readonly type: LuaType }
  | { readonly kind: 'union'; readonly members: readonly LuaType[] }
  | { readonly kind: 'function'; readonly signature: Signature };

export interface Parameter {
  /** `...` for all that follow. */
  readonly name: string;
  readonly type: LuaType;
  readonly isOptional: boolean;
}

/** What a function takes and gives. */
export interface Signature {
  /** Names that stand for whatever type a call brings. */
  readonly generics: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly results: readonly LuaType[];
  /** Whether any number of further results follow. */
  readonly hasMoreResults: boolean;
}

/** What a description's signature says: a function, or a plain value of some type. */
export type Described =
  | { readonly kind: 'function'; readonly signature: Signature }
  | { readonly kind: 'value'; readonly type: LuaType };

const ANY: LuaType = { kind: 'name', name: 'any' };

/**
 * Reads the signature of a description:
 *
 *     signature = ":" type | [ "<" name { "," name } ">" ] "(" [ parameters ] ")" [ "->" results ]
 *     parameter = name [ "?" ] [ ":" type ] | "..." [ ":" type ]        only the last may be "..."
 *     results   = type { "," type } [ "," "..." ] | "..."
 *     type      = postfix { "|" postfix }
 *     postfix   = ( name | "table" "<" type "," type ">" | text | "(" type ")" | function ) { "[]" | "?" }
 *     function  = "fun" "(" [ parameters ] ")" [ ":" ( type | "..." ) ]
 *
 * A parameter without a type may be anything. Throws a SyntaxError that shows the place.
 */
export function parseSignature(text: string): Described {
  const reader = new TokenReader(text);
  const described: Described = reader.take(':')
    ? { kind: 'value', type: readType(reader) }
    : { kind: 'function', signature: readSignature(reader) };
  reader.end();
  return described;
}

/** Reads a type on its own, as a field has it. Throws a SyntaxError that shows the place. */
export function parseType(text: string): LuaType {
  const reader = new TokenReader(text);
  const type = readType(reader);
  reader.end();
  return type;
}

function readSignature(reader: TokenReader): Signature {
  const generics = reader.take('<') ? readGenerics(reader) : [];
  const parameters = readParameters(reader);
  const results = reader.take('->') ? readResults(reader) : { results: [], hasMoreResults: false };
  return { generics, parameters, ...results };
}

function readGenerics(reader: TokenReader): string[] {
  const names = [reader.name('a name of a type')];
  while (reader.take(',')) names.push(reader.name('a name of a type'));
  reader.need('>');
  return names;
}

function readParameters(reader: TokenReader): Parameter[] {
  reader.need('(');
  const parameters: Parameter[] = [];
  if (reader.take(')')) return parameters;
  do {
    if (parameters.at(-1)?.name === '...') reader.refuse('nothing may follow ...');
    parameters.push(readParameter(reader, parameters));
  } while (reader.take(','));
  reader.need(')');
  return parameters;
}

function readParameter(reader: TokenReader, before: readonly Parameter[]): Parameter {
  const name = reader.take('...') ? '...' : reader.name('a parameter');
  if (before.some((other) => other.name === name)) reader.refuseLast(`${name} stands twice`);
  const isOptional = name !== '...' && reader.take('?');
  if (!isOptional && name !== '...' && before.some((other) => other.isOptional)) {
    reader.refuseLast(`${name} is needed, but stands behind one that may be left out`);
  }
  return { name, type: reader.take(':') ? readType(reader) : ANY, isOptional };
}

function readResults(reader: TokenReader): Pick<Signature, 'results' | 'hasMoreResults'> {
  const results: LuaType[] = [];
  do {
    if (reader.take('...')) return { results, hasMoreResults: true };
    results.push(readType(reader));
  } while (reader.take(','));
  return { results, hasMoreResults: false };
}

function readType(reader: TokenReader): LuaType {
  const first = readPostfix(reader);
  const members = [first];
  while (reader.take('|')) members.push(readPostfix(reader));
  return members.length === 1 ? first : { kind: 'union', members };
}

function readPostfix(reader: TokenReader): LuaType {
  let type = readUnit(reader);
  for (;;) {
    if (reader.take('[]')) type = { kind: 'list', item: type };
    else if (reader.take('?')) type = { kind: 'optional', type };
    else return type;
  }
}

function readUnit(reader: TokenReader): LuaType {
  const literal = reader.literal();
  if (literal !== undefined) return { kind: 'literal', text: literal };
  if (reader.take('(')) {
    const inner = readType(reader);
    reader.need(')');
    return inner;
  }
  const name = reader.name('a type');
  if (name === 'fun') return readFunction(reader);
  return name === 'table' && reader.take('<') ? readTable(reader) : { kind: 'name', name };
}

function readTable(reader: TokenReader): LuaType {
  const key = readType(reader);
  reader.need(',');
  const value = readType(reader);
  reader.need('>');
  return { kind: 'table', key, value };
}

/** At most one result: behind a comma stands what follows the function. */
function readFunction(reader: TokenReader): LuaType {
  const parameters = readParameters(reader);
  const hasResult = reader.take(':');
  const hasMoreResults = hasResult && reader.take('...');
  const results = hasResult && !hasMoreResults ? [readType(reader)] : [];
  return { kind: 'function', signature: { generics: [], parameters, results, hasMoreResults } };
}
