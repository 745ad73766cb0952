import { LUA_OK } from '../lua-constants.js';
import type { CallParts } from './call-paths.js';
import { STATE_TOP, VALUE_BYTES, VALUE_TAG } from './lua-layout.js';
import { callPlainly, readProblem, readResult } from './plain-calls.js';
import type { PlainData } from './plain-data.js';
import { RuleRaise } from './rule-error.js';
import { type ShapeCaller, ShapeCallers } from './shape-callers.js';
import { UNREADABLE, ValueReader } from './table-reader.js';

/**
 * Calls one rule by writing its arguments into Lua's stack and reading its result from Lua's memory. Whatever does not fit
 * goes the plain way, with the same outcome.
 */
export class RawCalls {
  readonly #parts: CallParts;
  readonly #rule: number;
  readonly #callers: ShapeCallers;
  readonly #result: ValueReader;
  #isReading = false;

  constructor(parts: CallParts, rule: number) {
    this.#parts = parts;
    this.#rule = rule;
    this.#callers = new ShapeCallers(parts, rule);
    this.#result = new ValueReader(parts);
  }

  /** Throws a ContextError, a RuleRaise or a ResultError, as the plain way does. */
  call(input: PlainData): PlainData {
    const caller = this.#findCaller(input);
    if (caller === undefined || !this.#pushCall(caller)) return callPlainly(this.#parts, this.#rule, input);
    const { exports, cells, L } = this.#parts;
    const status = exports.lua_pcallk(L, caller.fields.length, 1, 0, 0, 0);
    cells.refresh();
    if (status !== LUA_OK) return this.#raise();
    const slot = cells.word(L + STATE_TOP) - VALUE_BYTES;
    const result = this.#result.read(slot);
    if (result === UNREADABLE) return this.#readPlainly();
    cells.setWord(L + STATE_TOP, slot);
    return result;
  }

  /** Reading a context may run its getters, which must not call this rule meanwhile. */
  #findCaller(input: PlainData): ShapeCaller | undefined {
    if (this.#isReading) return undefined;
    this.#isReading = true;
    try {
      return this.#callers.find(input);
    } finally {
      this.#isReading = false;
    }
  }

  /** Writes function and arguments; false, with the stack as it was, where a leaf is no scalar. */
  #pushCall({ address, tag, leaves, fields }: ShapeCaller): boolean {
    const { cells, L, writer } = this.#parts;
    const base = cells.word(L + STATE_TOP);
    cells.setWord(base, address);
    cells.setByte(base + VALUE_TAG, tag);
    cells.setWord(L + STATE_TOP, base + VALUE_BYTES);
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i];
      if (field !== undefined && writer.push(leaves[i], field)) continue;
      this.#parts.exports.lua_settop(L, -i - 2);
      return false;
    }
    return true;
  }

  #raise(): never {
    const { exports, L } = this.#parts;
    const message = readProblem(this.#parts, L);
    exports.lua_settop(L, -2);
    throw new RuleRaise(message);
  }

  #readPlainly(): PlainData {
    const { exports, L } = this.#parts;
    try {
      return readResult(this.#parts, L);
    } finally {
      exports.lua_settop(L, -2);
    }
  }
}
