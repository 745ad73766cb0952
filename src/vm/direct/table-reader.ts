import type { Pointer } from '../lua-exports.js';
import type { Cells } from './cells.js';
import type { KnownStrings } from './known-strings.js';
import {
  KEY_TAG,
  LENGTH_IS_A_HINT,
  LONG_LENGTH,
  NODE_BYTES,
  NODE_KEY,
  NODE_KEY_TAG,
  SHORT_LENGTH,
  TABLE_FLAGS,
  TABLE_ITEMS,
  TABLE_LENGTH,
  TABLE_NODE_LOG,
  TABLE_NODES,
  TAG,
  VALUE_BYTES,
  VALUE_TAG,
} from './lua-layout.js';
import type { PlainData } from './plain-data.js';

/** What the raw reader leaves to the plain one: it is read again, whole, from its beginning. */
export const UNREADABLE = Symbol('unreadable');
export type ReadResult = PlainData | typeof UNREADABLE;

/** Longer strings, deeper tables and larger ones are read, and counted, by the plain reader. */
const MAX_STRING_BYTES = 4096;
const MAX_READ_DEPTH = 16;
const MAX_NODE_LOG = 8;
/** Layouts that one place in a result may have before no more are made for it. */
const MAX_LAYOUTS = 8;
/** Different strings that one place may bring before they are no longer kept. */
const MAX_TEXTS = 256;

/** Reads the fields of a table that is laid out as expected; UNREADABLE where it is not. */
type LayoutReader = (nodes: Pointer) => ReadResult;

interface Layout {
  readonly nodeLog: number;
  readonly read: LayoutReader;
}

export interface TableReaderParts {
  readonly cells: Cells;
  readonly known: KnownStrings;
}

/**
 * One place in the results of a rule: the result itself, or a field of it. It remembers how the tables there are laid out
 * and which strings come, since a rule makes the same few kinds of table again and again.
 */
export class ValueReader {
  readonly #parts: TableReaderParts;
  readonly #depth: number;
  #layouts: Layout[] = [];
  #newTexts = 0;
  #items: ValueReader | undefined;

  constructor(parts: TableReaderParts, depth = 0) {
    this.#parts = parts;
    this.#depth = depth;
  }

  /** The value in a slot, by its tag at `tagAt` (nodes have their values' tags at the same offset). */
  read(slot: Pointer): ReadResult {
    const { cells } = this.#parts;
    const tag = cells.byte(slot + VALUE_TAG);
    if (tag === TAG.float) return cells.float(slot);
    if (tag === TAG.shortString || tag === TAG.longString) return this.#readString(cells.word(slot), tag);
    if (tag === TAG.integer) return readInteger(cells, slot);
    if (tag === TAG.table) return this.#readTable(cells.word(slot));
    if (tag === TAG.true) return true;
    if (tag === TAG.false) return false;
    if ((tag & 0x0f) === TAG.nil) return undefined;
    return tag === TAG.lightUserdata && cells.word(slot) === 0 ? null : UNREADABLE;
  }

  #readString(address: Pointer, tag: number): ReadResult {
    const { cells, known } = this.#parts;
    const text = known.textAt(address);
    if (text !== undefined) return text;
    const length = tag === TAG.shortString ? cells.byte(address + SHORT_LENGTH) : cells.word(address + LONG_LENGTH);
    if (length > MAX_STRING_BYTES) return UNREADABLE;
    if (this.#newTexts >= MAX_TEXTS) return known.read(address, tag);
    this.#newTexts += 1;
    return known.keep(address, tag);
  }

  #readTable(table: Pointer): ReadResult {
    const { cells } = this.#parts;
    if (this.#depth >= MAX_READ_DEPTH) return UNREADABLE;
    const length = cells.word(table + TABLE_LENGTH);
    const nodeLog = cells.byte(table + TABLE_NODE_LOG);
    const nodes = cells.word(table + TABLE_NODES);
    if (length !== 0) return this.#readList(table, length);
    for (const layout of this.#layouts) {
      if (layout.nodeLog !== nodeLog) continue;
      const value = layout.read(nodes);
      if (value !== UNREADABLE) return value;
    }
    return this.#readNewLayout(nodes, nodeLog);
  }

  /** A list whose items all stand in its array part, with nothing in its hash part; others are left to the plain reader. */
  #readList(table: Pointer, length: number): ReadResult {
    const { cells } = this.#parts;
    const nodes = cells.word(table + TABLE_NODES);
    const isExact = (cells.byte(table + TABLE_FLAGS) & LENGTH_IS_A_HINT) === 0;
    const hasNodes = cells.byte(table + TABLE_NODE_LOG) !== 0 || cells.byte(nodes + VALUE_TAG) !== TAG.emptyNode;
    if (!isExact || hasNodes) return UNREADABLE;
    const items = cells.word(table + TABLE_ITEMS);
    this.#items ??= new ValueReader(this.#parts, this.#depth + 1);
    const list: PlainData[] = [];
    let isOver = false;
    for (let i = 0; i < length; i++) {
      const item = this.#items.read(items + i * VALUE_BYTES);
      // Lua grows arrays ahead of need, so nothing may follow; something after nothing is a hole.
      if (item === UNREADABLE || (isOver && item !== undefined)) return UNREADABLE;
      if (item === undefined) isOver = true;
      else list.push(item);
    }
    return list.length === 0 ? UNREADABLE : list;
  }

  #readNewLayout(nodes: Pointer, nodeLog: number): ReadResult {
    if (nodeLog > MAX_NODE_LOG || this.#layouts.length >= MAX_LAYOUTS) return UNREADABLE;
    const keys = this.#listKeys(nodes, nodeLog);
    if (keys === undefined) return UNREADABLE;
    const layout = { nodeLog, read: this.#compile(keys, 1 << nodeLog) };
    this.#layouts.push(layout);
    return layout.read(nodes);
  }

  /** The keys by node; undefined where one is no text, or there is none: an empty table may be a list. */
  #listKeys(nodes: Pointer, nodeLog: number): readonly LayoutKey[] | undefined {
    const { cells, known } = this.#parts;
    const keys: LayoutKey[] = [];
    for (let i = 0; i < 1 << nodeLog; i++) {
      const node = nodes + i * NODE_BYTES;
      if ((cells.byte(node + VALUE_TAG) & 0x0f) === TAG.nil) continue;
      if ((cells.byte(node + NODE_KEY_TAG) & 0x3f) !== KEY_TAG.shortString) return undefined;
      const address = cells.word(node + NODE_KEY);
      const key = known.textAt(address) ?? known.keep(address, TAG.shortString);
      // Only what is anchored keeps its address.
      if (typeof key !== 'string' || known.textAt(address) === undefined) return undefined;
      keys.push({ node: i, address, key });
    }
    return keys.length === 0 ? undefined : keys;
  }

  /**
   * A reader for tables whose keys stand in the same nodes. Its code is generated, so that the object is made in one go and
   * all objects of a layout have one hidden class; of what comes from outside it holds keys alone, as JSON strings.
   */
  #compile(keys: readonly LayoutKey[], nodeCount: number): LayoutReader {
    const { cells } = this.#parts;
    const readers = keys.map(() => new ValueReader(this.#parts, this.#depth + 1));
    const taken = new Map(keys.map((key) => [key.node, key]));
    const checks = Array.from({ length: nodeCount }, (_, i) => {
      const at = `nodes+${i * NODE_BYTES}`;
      const key = taken.get(i);
      const isNil = `(cells.byte(${at}+${VALUE_TAG})&15)===0`;
      return key === undefined ? isNil : `cells.word(${at}+${NODE_KEY})===${key.address}&&!(${isNil})`;
    });
    const values = keys.map(
      ({ node }, i) => `const v${i}=r${i}.read(nodes+${node * NODE_BYTES});if(v${i}===no)return no;`,
    );
    // A plain `__proto__` in braces would set the prototype; in brackets it is a key like any other.
    const fields = keys.map(({ key }, i) => `${key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)}:v${i}`);
    const code = `return (nodes)=>{if(!(${checks.join('&&')}))return no;${values.join('')}return {${fields.join(',')}};}`;
    const names = readers.map((_, i) => `r${i}`);
    // What `Function` makes is untyped; the code above is that of a LayoutReader.
    return new Function('cells', 'no', ...names, code)(cells, UNREADABLE, ...readers) as LayoutReader;
  }
}

interface LayoutKey {
  readonly node: number;
  readonly address: Pointer;
  readonly key: string;
}

function readInteger(cells: Cells, slot: Pointer): number | bigint {
  const low = cells.word(slot);
  const high = cells.word(slot + 4) | 0;
  const value = high * 2 ** 32 + low;
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low);
}
