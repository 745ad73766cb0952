import { LUA_OK, LUA_REGISTRYINDEX } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import type { CallParts } from './call-paths.js';
import type { LeafField } from './leaf-writer.js';
import { TABLE_ITEMS } from './lua-layout.js';
import type { PlainData } from './plain-data.js';
import { createLeafReader, type LeafReader } from './read-shape.js';
import type { Shape } from './shape.js';
import { writeLoop, writeMixedLoop } from './write-shape.js';

/** Rows that cross at once, and leaves that do. */
export const MAX_ROWS = 256;
export const MAX_LEAVES_AT_ONCE = 8192;

/** A table of Lua's whose items all stand in its array part, and stay there. */
export interface BatchTable {
  readonly reference: bigint;
  readonly address: Pointer;
}

/** A loop in Lua over rows of a chunk: registry references of it, and of what tells the row it came to. */
export interface BatchLoop {
  readonly run: bigint;
  readonly tellRow: bigint;
}

/** Rows of one shape: how their leaves are read, and a loop over them. */
export interface RowShape extends BatchLoop {
  /** Its number among the shapes of the batch. */
  readonly number: number;
  readonly readLeaves: LeafReader;
  readonly leaves: PlainData[];
  readonly fields: readonly LeafField[];
}

/** What batches of one rule keep in Lua: leaves, shapes and results of a chunk's rows, and loops over them. */
export class BatchTables {
  readonly #parts: CallParts;
  readonly #rule: number;
  readonly leaves: BatchTable;
  readonly results: BatchTable;
  /** The numbers of the rows' shapes, where they differ. */
  readonly shapes: BatchTable;
  readonly #builders: BatchTable;
  #mixed: BatchLoop | undefined;

  constructor(parts: CallParts, rule: number) {
    this.#parts = parts;
    this.#rule = rule;
    this.leaves = this.#createTable(MAX_LEAVES_AT_ONCE);
    this.results = this.#createTable(MAX_ROWS);
    this.shapes = this.#createTable(MAX_ROWS);
    this.#builders = this.#createTable(0);
    parts.cells.refresh();
  }

  /** Where the items of a table stand now. */
  itemsOf({ address }: BatchTable): Pointer {
    return this.#parts.cells.word(address + TABLE_ITEMS);
  }

  /** Makes the loop for a shape. */
  addShape(shape: Shape, number: number): RowShape {
    const { exports, L, cells } = this.#parts;
    const { source, leafCount } = writeLoop(shape);
    this.#parts.pushChunk(source);
    this.#parts.pushRule(this.#rule);
    this.#parts.pushEmpty();
    this.#parts.pushEnter();
    for (const { reference } of [this.leaves, this.results, this.#builders]) this.#push(reference);
    exports.lua_pushinteger(L, BigInt(number));
    const loop = this.#takeLoop(7);
    const fields = Array.from({ length: leafCount }, () => ({ looks: 0, misses: 0 }));
    cells.refresh();
    return { ...loop, number, readLeaves: createLeafReader(shape), leaves: [], fields };
  }

  /** The loop over rows of several shapes. */
  get mixed(): BatchLoop {
    this.#mixed ??= this.#createMixed();
    return this.#mixed;
  }

  #createMixed(): BatchLoop {
    this.#parts.pushChunk(writeMixedLoop());
    this.#parts.pushRule(this.#rule);
    this.#parts.pushEnter();
    for (const { reference } of [this.shapes, this.results, this.#builders]) this.#push(reference);
    const loop = this.#takeLoop(5);
    this.#parts.cells.refresh();
    return loop;
  }

  /** Calls the chunk that stands below its arguments, and keeps the two functions that it gives. */
  #takeLoop(argCount: number): BatchLoop {
    const { exports, L } = this.#parts;
    if (exports.lua_pcallk(L, argCount, 2, 0, 0, 0) !== LUA_OK) throw new Error('a loop over a rule could not be made');
    const tellRow = BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX));
    const run = BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX));
    return { run, tellRow };
  }

  #push(reference: bigint): void {
    this.#parts.exports.lua_rawgeti(this.#parts.L, LUA_REGISTRYINDEX, reference);
  }

  #createTable(size: number): BatchTable {
    const { exports, L } = this.#parts;
    exports.lua_createtable(L, size, 0);
    const address = exports.lua_topointer(L, -1);
    return { address, reference: BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX)) };
  }
}
