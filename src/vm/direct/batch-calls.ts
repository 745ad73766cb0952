import { LUA_OK, LUA_REGISTRYINDEX, LUA_YIELD } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import { type BatchOutcome, runRow } from './batch-outcome.js';
import type { CallParts } from './call-paths.js';
import type { LeafField } from './leaf-writer.js';
import { TABLE_ITEMS, VALUE_BYTES } from './lua-layout.js';
import { readProblem, readResult } from './plain-calls.js';
import type { PlainData } from './plain-data.js';
import { createLeafReader, type LeafReader } from './read-shape.js';
import { ResultError, RuleRaise, RuleVmFault } from './rule-error.js';
import { describeShape, type Shape } from './shape.js';
import { UNREADABLE, ValueReader } from './table-reader.js';
import { writeLoop } from './write-shape.js';

/** Rows that cross at once, and leaves that do. */
const MAX_ROWS = 256;
const MAX_LEAVES_AT_ONCE = 16384;
/** Shapes that batches of one rule are run by in Lua; rows of others are called one by one. */
const MAX_LOOPS = 8;

/** A loop in Lua over rows of one shape. */
interface Loop {
  readonly readLeaves: LeafReader;
  readonly leaves: PlainData[];
  readonly fields: readonly LeafField[];
  readonly maxRows: number;
  /** Registry references: of the loop's function, of the one that tells the row it came to, and of its tables. */
  readonly run: bigint;
  readonly tellRow: bigint;
  readonly leafTable: Table;
  readonly results: Table;
}

/** Rows of a chunk that are still to run: from `row` to `count`, counted from 1; `first` is the chunk's own position. */
interface ChunkRun {
  readonly row: number;
  readonly count: number;
  readonly first: number;
  readonly outcome: BatchOutcome;
}

interface Table {
  readonly reference: bigint;
  readonly address: Pointer;
}

/** Runs one rule over many contexts with one crossing for each chunk of rows of one shape. */
export class BatchCalls {
  readonly #parts: CallParts;
  readonly #rule: number;
  readonly #callOne: (input: PlainData) => PlainData;
  readonly #result: ValueReader;
  readonly #loops: Loop[] = [];
  readonly #thread: Pointer;
  readonly #resultCount: Pointer;
  #isBusy = false;

  /** `callOne` calls the rule with a row that no loop takes. */
  constructor(parts: CallParts, rule: number, callOne: (input: PlainData) => PlainData) {
    const { exports, L } = parts;
    this.#parts = parts;
    this.#rule = rule;
    this.#callOne = callOne;
    this.#result = new ValueReader(parts);
    this.#thread = exports.lua_newthread(L);
    exports.luaL_ref(L, LUA_REGISTRYINDEX);
    this.#resultCount = exports.malloc(4);
    parts.cells.refresh();
  }

  /** Rows are run in order. A row that raises does not keep the others from running; a VM that gives up does, and throws. */
  run(inputs: readonly PlainData[]): BatchOutcome {
    if (this.#isBusy) throw new TypeError('a batch of this rule runs already: a getter of a context has begun another');
    this.#isBusy = true;
    const outcome: BatchOutcome = { values: new Array<PlainData>(inputs.length).fill(undefined), problems: new Map() };
    try {
      for (let row = 0; row < inputs.length; ) row = this.#runSome(inputs, row, outcome);
    } finally {
      this.#isBusy = false;
    }
    return outcome;
  }

  /** Runs rows from `first` on, as many as have one shape and fit; gives the next. */
  #runSome(inputs: readonly PlainData[], first: number, outcome: BatchOutcome): number {
    const loop = this.#findLoop(inputs[first]);
    if (loop === undefined) {
      runRow({ input: inputs[first], row: first, outcome, callOne: this.#callOne });
      return first + 1;
    }
    const count = this.#fill(loop, inputs, first);
    if (count === 0) {
      runRow({ input: inputs[first], row: first, outcome, callOne: this.#callOne });
      return first + 1;
    }
    for (let row = 1; row <= count; ) row = this.#resume(loop, { row, count, first, outcome });
    this.#collect(loop, count, first, outcome);
    return first + count;
  }

  #findLoop(input: PlainData): Loop | undefined {
    const known = this.#loops.find((loop) => loop.readLeaves(input, loop.leaves));
    if (known !== undefined || this.#loops.length >= MAX_LOOPS) return known;
    const shape = describeShape(input);
    if (shape === undefined || shape.kind === 'leaf') return undefined;
    const loop = this.#create(shape);
    this.#loops.unshift(loop);
    return loop;
  }

  /** Writes the leaves of rows that have the loop's shape; gives how many rows. */
  #fill(loop: Loop, inputs: readonly PlainData[], first: number): number {
    const { readLeaves, leaves, fields, maxRows } = loop;
    const end = Math.min(inputs.length, first + maxRows);
    let row = first;
    let position = 0;
    for (; row < end; row++) {
      if (!readLeaves(inputs[row], leaves)) break;
      if (!this.#writeRow(loop, position)) break;
      position += fields.length;
    }
    return row - first;
  }

  #writeRow({ leaves, fields, leafTable }: Loop, position: number): boolean {
    const { cells, writer } = this.#parts;
    // Read anew for each row: a string that is made may start the collector, which may make the memory grow.
    const items = cells.word(leafTable.address + TABLE_ITEMS) + position * VALUE_BYTES;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      const leaf = leaves[i];
      if (field === undefined) return false;
      if (writer.write(items + i * VALUE_BYTES, leaf, field)) continue;
      if (typeof leaf !== 'string') return false;
      this.#setText(leafTable, position + i + 1, leaf);
    }
    return true;
  }

  /** A string that is not anchored goes in by the C API, which tells the collector. */
  #setText({ reference }: Table, index: number, text: string): void {
    const { exports, L, strings, cells } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    strings.push(L, text);
    exports.lua_rawseti(L, -2, BigInt(index));
    exports.lua_settop(L, -2);
    cells.refresh();
  }

  /** Runs rows of a chunk, counted from 1, until one raises; gives the next to run. */
  #resume({ run, tellRow }: Loop, { row, count, first, outcome }: ChunkRun): number {
    const { exports, L, cells } = this.#parts;
    const thread = this.#thread;
    exports.lua_rawgeti(thread, LUA_REGISTRYINDEX, run);
    exports.lua_pushinteger(thread, BigInt(row));
    exports.lua_pushinteger(thread, BigInt(count));
    const status = exports.lua_resume(thread, L, 2, this.#resultCount);
    cells.refresh();
    if (status === LUA_OK) return count + 1;
    const problem = readProblem(this.#parts, thread);
    // Closes what the row has left open, and makes the thread ready for the next rows.
    exports.lua_resetthread(thread);
    exports.lua_settop(thread, 0);
    if (status === LUA_YIELD) throw new RuleVmFault('a rule waited for the host', status);
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, tellRow);
    if (exports.lua_pcallk(L, 0, 1, 0, 0, 0) !== LUA_OK) throw new RuleVmFault(readProblem(this.#parts, L), status);
    const reached = exports.lua_tonumberx(L, -1, 0);
    exports.lua_settop(L, -2);
    cells.refresh();
    outcome.problems.set(first + reached - 1, new RuleRaise(problem));
    return reached + 1;
  }

  #collect({ results }: Loop, count: number, first: number, outcome: BatchOutcome): void {
    const { cells } = this.#parts;
    const values = cells.word(results.address + TABLE_ITEMS);
    const { problems } = outcome;
    for (let row = 0; row < count; row++) {
      if (problems.size > 0 && problems.has(first + row)) continue;
      const value = this.#result.read(values + row * VALUE_BYTES);
      if (value !== UNREADABLE) outcome.values[first + row] = value;
      else this.#readSlowly(results, row, first + row, outcome);
    }
  }

  #readSlowly(results: Table, row: number, position: number, outcome: BatchOutcome): void {
    try {
      outcome.values[position] = this.#readRow(results, row, readResult);
    } catch (error) {
      if (!(error instanceof ResultError)) throw error;
      outcome.problems.set(position, error);
    }
  }

  #readRow<T>({ reference }: Table, row: number, read: (parts: CallParts, L: Pointer) => T): T {
    const { exports, L } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    exports.lua_rawgeti(L, -1, BigInt(row + 1));
    try {
      return read(this.#parts, L);
    } finally {
      exports.lua_settop(L, -3);
    }
  }

  #create(shape: Shape): Loop {
    const { exports, L, cells } = this.#parts;
    const { source, leafCount } = writeLoop(shape);
    const maxRows = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_LEAVES_AT_ONCE / Math.max(1, leafCount))));
    const [leafTable, results] = [this.#createTable(maxRows * leafCount), this.#createTable(maxRows)];
    this.#parts.pushChunk(source);
    this.#parts.pushRule(this.#rule);
    this.#parts.pushEmpty();
    this.#parts.pushEnter();
    for (const { reference } of [leafTable, results]) exports.lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    if (exports.lua_pcallk(L, 5, 2, 0, 0, 0) !== LUA_OK) throw new Error('a loop over a rule could not be made');
    const tellRow = BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX));
    const run = BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX));
    cells.refresh();
    const fields = Array.from({ length: leafCount }, () => ({ looks: 0, misses: 0 }));
    return { readLeaves: createLeafReader(shape), leaves: [], fields, maxRows, run, tellRow, leafTable, results };
  }

  #createTable(size: number): Table {
    const { exports, L } = this.#parts;
    exports.lua_createtable(L, size, 0);
    const address = exports.lua_topointer(L, -1);
    return { address, reference: BigInt(exports.luaL_ref(L, LUA_REGISTRYINDEX)) };
  }
}
