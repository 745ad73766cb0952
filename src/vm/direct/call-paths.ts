import type { Pusher } from '../codec-push.js';
import type { Reader } from '../codec-read.js';
import type { LuaExports, Pointer } from '../lua-exports.js';
import type { LuaModule } from '../module.js';
import type { Strings } from '../strings.js';
import type { Cells } from './cells.js';
import type { KnownStrings } from './known-strings.js';
import type { LeafWriter } from './leaf-writer.js';

/** What calls into one VM are made of. */
export interface CallParts {
  readonly lua: LuaModule;
  readonly exports: LuaExports;
  readonly L: Pointer;
  readonly strings: Strings;
  readonly cells: Cells;
  readonly known: KnownStrings;
  readonly writer: LeafWriter;
  readonly pusher: Pusher;
  readonly reader: Reader;
  /** Pushes a rule's function by its reference in the registry. */
  pushRule(reference: number): void;
  /** Pushes what makes an empty list. */
  pushEmpty(): void;
  /** Pushes what makes the running thread the root of its coroutines. */
  pushEnter(): void;
  /** Compiles a chunk of moonrig's own and leaves its function on the stack. */
  pushChunk(source: string): void;
}
