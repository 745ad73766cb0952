import { LUA_OK, LUA_REGISTRYINDEX } from '../lua-constants.js';
import type { Pointer } from '../lua-exports.js';
import type { CallParts } from './call-paths.js';
import type { LeafField } from './leaf-writer.js';
import { STATE_TOP, VALUE_BYTES, VALUE_TAG } from './lua-layout.js';
import type { PlainData } from './plain-data.js';
import { createLeafReader, type LeafReader } from './read-shape.js';
import { describeShape, type Shape } from './shape.js';
import { writeCaller } from './write-shape.js';

/** A Lua function that builds a context of one shape from its leaves and calls the rule with it. */
export interface ShapeCaller {
  readonly shape: Shape;
  readonly readLeaves: LeafReader;
  readonly leaves: PlainData[];
  readonly fields: readonly LeafField[];
  /** The function: its address and tag, anchored for as long as the VM lives. */
  readonly address: Pointer;
  readonly tag: number;
}

/** Contexts of more shapes than this are passed value by value. */
const MAX_SHAPES = 16;

/** The callers of one rule, by the shapes of the contexts it was given. */
export class ShapeCallers {
  readonly #parts: CallParts;
  readonly #rule: number;
  readonly #callers: ShapeCaller[] = [];

  constructor(parts: CallParts, rule: number) {
    this.#parts = parts;
    this.#rule = rule;
  }

  /** The caller for a context, whose leaves it has read; undefined where there is none and none can be made. */
  find(input: PlainData): ShapeCaller | undefined {
    for (let i = 0; i < this.#callers.length; i++) {
      const caller = this.#callers[i];
      if (caller?.readLeaves(input, caller.leaves) !== true) continue;
      if (i > 0) this.#swapWithFirst(i);
      return caller;
    }
    if (this.#callers.length >= MAX_SHAPES) return undefined;
    const shape = describeShape(input);
    if (shape === undefined || shape.kind === 'leaf') return undefined;
    const caller = this.#create(shape);
    this.#callers.unshift(caller);
    return caller.readLeaves(input, caller.leaves) ? caller : undefined;
  }

  /** The shape used last stands first: contexts mostly come in runs of one shape. */
  #swapWithFirst(index: number): void {
    const [first, caller] = [this.#callers[0], this.#callers[index]];
    if (first === undefined || caller === undefined) return;
    this.#callers[0] = caller;
    this.#callers[index] = first;
  }

  #create(shape: Shape): ShapeCaller {
    const { exports, L, cells } = this.#parts;
    const { source, leafCount } = writeCaller(shape);
    this.#parts.pushChunk(source);
    this.#parts.pushRule(this.#rule);
    this.#parts.pushEmpty();
    if (exports.lua_pcallk(L, 2, 1, 0, 0, 0) !== LUA_OK) throw new Error('a caller of a rule could not be made');
    cells.refresh();
    const slot = cells.word(L + STATE_TOP) - VALUE_BYTES;
    const [address, tag] = [cells.word(slot), cells.byte(slot + VALUE_TAG)];
    exports.luaL_ref(L, LUA_REGISTRYINDEX);
    exports.lua_checkstack(L, leafCount + 8);
    cells.refresh();
    return {
      shape,
      readLeaves: createLeafReader(shape),
      leaves: [],
      fields: Array.from({ length: leafCount }, () => ({ looks: 0, misses: 0 })),
      address,
      tag,
    };
  }
}
