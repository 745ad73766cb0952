import { KnownError } from '../model/known-error.js';
import { compareText } from '../model/run-record.js';
import { SNAPSHOT_ENDING, SNAPSHOT_FOLDER } from '../model/snapshot.js';
import { type LuaToken, LuaTokenError, readLuaTokens } from '../syntax/lua-tokens.js';
import { chooseBrackets, decodeLuaText, quoteLuaText } from './lua-text.js';

/** Snapshots of one scenario file: texts by scenario name (its whole path), then by name or number. */
export type Snapshots = Map<string, Map<string | number, string>>;

/** Where the snapshots of a scenario file are kept: `a/b.scenario.lua` has `a/__snapshots__/b.scenario.snap.lua`. */
export function snapshotPathOf(file: string): string {
  const slash = file.lastIndexOf('/') + 1;
  const name = file.slice(slash).replace(/\.lua$/, '');
  return `${file.slice(0, slash)}${SNAPSHOT_FOLDER}/${name}${SNAPSHOT_ENDING}`;
}

/** The scenario file that a snapshot file belongs to. */
export function scenarioPathOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `${path.slice(0, -name.length - SNAPSHOT_FOLDER.length - 1)}${name.slice(0, -SNAPSHOT_ENDING.length)}.lua`;
}

/** Reads the bytes of a snapshot file. Throws a KnownError `bad-source` with the line where it is none. */
export function parseSnapshots(bytes: Uint8Array, path: string): Snapshots {
  const refuse = (what: string, line: number): never => {
    throw new KnownError('bad-source', `not a file of snapshots: ${what}`, {
      at: { file: path, line },
      hint: 'take it back from version control, or delete it and run with --update',
    });
  };
  try {
    const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return new Parser(readLuaTokens(source), refuse).read();
  } catch (error) {
    if (error instanceof LuaTokenError) return refuse(error.message, error.line);
    throw error;
  }
}

/** The file's text: scenarios by code unit; of each the numbered ones, then the named ones by code unit. */
export function writeSnapshots(snapshots: Snapshots, file: string): string {
  const scenarios = [...snapshots].sort(([a], [b]) => compareText(a, b));
  const blocks = scenarios.map(([name, entries]) => {
    const lines = [...entries].sort(([a], [b]) => compareKeys(a, b)).map(([key, text]) => writeEntry(key, text));
    return `  [${quoteLuaText(name)}] = {\n${lines.join('')}  },\n`;
  });
  const head = `-- Snapshots of ${quoteLuaText(file).slice(1, -1)}. \`moonrig run --update\` writes them anew.\n`;
  return `${head}return {\n${blocks.join('')}}\n`;
}

/** A text of several lines stands at the margin between two lines of its own, and so ends in a newline. */
function writeEntry(key: string | number, text: string): string {
  const [opening, closing] = chooseBrackets(text);
  const body = text.includes('\n') ? `\n${text}\n` : text;
  return `    [${typeof key === 'number' ? key : quoteLuaText(key)}] = ${opening}${body}${closing},\n`;
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return typeof a === 'number' ? -1 : 1;
}

/** Reads `return { ["scenario"] = { [1] = [[…]], ["name"] = [[…]] } }`. */
class Parser {
  readonly #tokens: readonly LuaToken[];
  readonly #refuse: (what: string, line: number) => never;
  #next = 0;

  constructor(tokens: readonly LuaToken[], refuse: (what: string, line: number) => never) {
    this.#tokens = tokens;
    this.#refuse = refuse;
  }

  read(): Snapshots {
    this.#take('return');
    const snapshots: Snapshots = this.#readTable(() => this.#readTable(() => this.#readText()), 'string');
    const rest = this.#tokens[this.#next];
    return rest === undefined ? snapshots : this.#fail('the end', rest);
  }

  #readTable<Item>(readItem: () => Item, keys: 'string'): Map<string, Item>;
  #readTable<Item>(readItem: () => Item): Map<string | number, Item>;
  #readTable<Item>(readItem: () => Item, keys?: 'string'): Map<string | number, Item> {
    const table = new Map<string | number, Item>();
    this.#take('{');
    while (!this.#has('}')) {
      const { line } = this.#take('[');
      const key = this.#readKey(keys === 'string');
      if (table.has(key)) this.#refuse(`${JSON.stringify(key)} stands in it twice`, line);
      this.#take(']');
      this.#take('=');
      table.set(key, readItem());
      if (!this.#has('}')) this.#take(',');
    }
    this.#take('}');
    return table;
  }

  #readKey(isText: boolean): string | number {
    const token = this.#tokens[this.#next++];
    if (token?.kind === 'string') return decodeLuaText(token.text);
    if (!isText && token?.kind === 'number') return Number(token.text);
    return this.#fail(isText ? 'the name of a scenario' : 'a name or a number', token);
  }

  #readText(): string {
    const token = this.#tokens[this.#next++];
    if (token?.kind === 'string') return decodeLuaText(token.text).replace(/\n$/, '');
    return this.#fail('a text', token);
  }

  #has(text: string): boolean {
    return this.#tokens[this.#next]?.text === text;
  }

  #take(text: string): LuaToken {
    const token = this.#tokens[this.#next++];
    return token?.text === text ? token : this.#fail(text, token);
  }

  #fail(wanted: string, token: LuaToken | undefined): never {
    const found = token === undefined ? 'the end' : token.text.split(/\r|\n/, 1)[0]?.slice(0, 40);
    return this.#refuse(`${wanted} is expected, not ${found}`, token?.line ?? this.#tokens.at(-1)?.line ?? 1);
  }
}
