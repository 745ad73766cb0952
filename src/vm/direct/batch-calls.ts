import { LUA_OK, LUA_REGISTRYINDEX, LUA_YIELD } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import { type BatchOutcome, runRow } from './batch-outcome.js';
import { type BatchLoop, BatchTables, MAX_LEAVES_AT_ONCE, MAX_ROWS, type RowShape } from './batch-tables.js';
import type { CallParts } from './call-paths.js';
import { TAG, VALUE_BYTES, VALUE_TAG } from './lua-layout.js';
import { readProblem, readResult } from './plain-calls.js';
import type { PlainData } from './plain-data.js';
import { ResultError, RuleRaise, RuleVmFault } from './rule-error.js';
import { describeShape } from './shape.js';
import { UNREADABLE, ValueReader } from './table-reader.js';

/** Shapes that batches of one rule are run by in Lua; rows of others are called one by one. */
const MAX_SHAPES = 16;

/** Rows whose leaves have been written. */
interface Chunk {
  readonly count: number;
  readonly loop: BatchLoop;
}

/** Rows of a chunk that are still to run: from `row` to `count`, counted from 1; `first` is the chunk's own position. */
interface ChunkRun extends Chunk {
  readonly row: number;
  readonly first: number;
  readonly outcome: BatchOutcome;
}

/** Runs one rule over many contexts with one crossing for each chunk of rows of one shape. */
export class BatchCalls {
  readonly #parts: CallParts;
  readonly #callOne: (input: PlainData) => PlainData;
  readonly #result: ValueReader;
  readonly #tables: BatchTables;
  readonly #shapes: RowShape[] = [];
  readonly #thread: Pointer;
  readonly #resultCount: Pointer;
  /** Of each row of the chunk at hand: its shape's number, and the position behind which its leaves stand. */
  readonly #shapeNumbers = new Uint8Array(MAX_ROWS);
  readonly #positions = new Uint32Array(MAX_ROWS);
  #isBusy = false;

  /** `callOne` calls the rule with a row that no loop takes. */
  constructor(parts: CallParts, rule: number, callOne: (input: PlainData) => PlainData) {
    const { exports, L } = parts;
    this.#parts = parts;
    this.#callOne = callOne;
    this.#result = new ValueReader(parts);
    this.#tables = new BatchTables(parts, rule);
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

  /** Runs rows from `first` on, as many as fit; gives the next. */
  #runSome(inputs: readonly PlainData[], first: number, outcome: BatchOutcome): number {
    const chunk = this.#fill(inputs, first);
    if (chunk === undefined) {
      runRow({ input: inputs[first], row: first, outcome, callOne: this.#callOne });
      return first + 1;
    }
    const { count } = chunk;
    for (let row = 1; row <= count; ) row = this.#resume({ ...chunk, row, first, outcome });
    this.#collect(count, first, outcome);
    return first + count;
  }

  /** Writes the leaves of rows from `first` on, up to one that no loop takes; undefined where that is the first. */
  #fill(inputs: readonly PlainData[], first: number): Chunk | undefined {
    const most = Math.min(inputs.length - first, MAX_ROWS);
    let shape: RowShape | undefined;
    let isMixed = false;
    let [count, position] = [0, 0];
    for (; count < most; count++) {
      const input = inputs[first + count];
      if (shape?.readLeaves(input, shape.leaves) !== true) {
        const found = this.#findShape(input);
        if (found === undefined) break;
        isMixed ||= shape !== undefined;
        shape = found;
      }
      if (position + shape.fields.length > MAX_LEAVES_AT_ONCE || !this.#writeRow(shape, position)) break;
      this.#shapeNumbers[count] = shape.number;
      this.#positions[count] = position;
      position += shape.fields.length;
    }
    if (count === 0 || shape === undefined) return undefined;
    if (!isMixed) return { count, loop: shape };
    this.#writeShapes(count);
    return { count, loop: this.#tables.mixed };
  }

  /** The shape of a context, whose leaves it has read. */
  #findShape(input: PlainData): RowShape | undefined {
    const known = this.#shapes.find((each) => each.readLeaves(input, each.leaves));
    if (known !== undefined || this.#shapes.length >= MAX_SHAPES) return known;
    const described = describeShape(input);
    if (described === undefined || described.kind === 'leaf') return undefined;
    const shape = this.#tables.addShape(described, this.#shapes.length + 1);
    this.#shapes.push(shape);
    return shape.readLeaves(input, shape.leaves) ? shape : undefined;
  }

  #writeShapes(count: number): void {
    const { cells } = this.#parts;
    const items = this.#tables.itemsOf(this.#tables.shapes);
    for (let row = 0; row < count; row++) {
      const item = items + row * VALUE_BYTES;
      cells.setWord(item, this.#shapeNumbers[row] ?? 0);
      cells.setWord(item + 4, 0);
      cells.setByte(item + VALUE_TAG, TAG.integer);
    }
  }

  #writeRow({ leaves, fields }: RowShape, position: number): boolean {
    const { writer } = this.#parts;
    // Read anew for each row: a string that is made may start the collector, which may make the memory grow.
    const items = this.#tables.itemsOf(this.#tables.leaves) + position * VALUE_BYTES;
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      const leaf = leaves[i];
      if (field === undefined) return false;
      if (writer.write(items + i * VALUE_BYTES, leaf, field)) continue;
      if (typeof leaf !== 'string') return false;
      this.#setText(position + i + 1, leaf);
    }
    return true;
  }

  /** A string that is not anchored goes in by the C API, which tells the collector. */
  #setText(index: number, text: string): void {
    const { exports, L, strings, cells } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, this.#tables.leaves.reference);
    strings.push(L, text);
    exports.lua_rawseti(L, -2, BigInt(index));
    exports.lua_settop(L, -2);
    cells.refresh();
  }

  /** Runs rows of a chunk, counted from 1, until one raises; gives the next to run. */
  #resume({ row, count, loop, first, outcome }: ChunkRun): number {
    const { exports, L, cells } = this.#parts;
    const thread = this.#thread;
    exports.lua_rawgeti(thread, LUA_REGISTRYINDEX, loop.run);
    exports.lua_pushinteger(thread, BigInt(row));
    exports.lua_pushinteger(thread, BigInt(count));
    exports.lua_pushinteger(thread, BigInt(this.#positions[row - 1] ?? 0));
    const status = exports.lua_resume(thread, L, 3, this.#resultCount);
    cells.refresh();
    if (status === LUA_OK) return count + 1;
    const problem = readProblem(this.#parts, thread);
    // Closes what the row has left open, and makes the thread ready for the next rows.
    exports.lua_resetthread(thread);
    exports.lua_settop(thread, 0);
    if (status === LUA_YIELD) throw new RuleVmFault('a rule waited for the host', status);
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, loop.tellRow);
    if (exports.lua_pcallk(L, 0, 1, 0, 0, 0) !== LUA_OK) throw new RuleVmFault(readProblem(this.#parts, L), status);
    const reached = exports.lua_tonumberx(L, -1, 0);
    exports.lua_settop(L, -2);
    cells.refresh();
    outcome.problems.set(first + reached - 1, new RuleRaise(problem));
    return reached + 1;
  }

  #collect(count: number, first: number, outcome: BatchOutcome): void {
    const values = this.#tables.itemsOf(this.#tables.results);
    const { problems } = outcome;
    for (let row = 0; row < count; row++) {
      if (problems.size > 0 && problems.has(first + row)) continue;
      const value = this.#result.read(values + row * VALUE_BYTES);
      if (value !== UNREADABLE) outcome.values[first + row] = value;
      else this.#readSlowly(row, first + row, outcome);
    }
  }

  #readSlowly(row: number, position: number, outcome: BatchOutcome): void {
    try {
      outcome.values[position] = this.#readRow(row);
    } catch (error) {
      if (!(error instanceof ResultError)) throw error;
      outcome.problems.set(position, error);
    }
  }

  #readRow(row: number): PlainData {
    const { exports, L } = this.#parts;
    exports.lua_rawgeti(L, LUA_REGISTRYINDEX, this.#tables.results.reference);
    exports.lua_rawgeti(L, -1, BigInt(row + 1));
    try {
      return readResult(this.#parts, L);
    } finally {
      exports.lua_settop(L, -3);
    }
  }
}
