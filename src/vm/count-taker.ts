import { Cells } from './direct/cells.js';
import { TABLE_ITEMS, TAG, VALUE_BYTES, VALUE_TAG } from './direct/lua-layout.js';
import { probeLayout } from './direct/probe-layout.js';
import type { Pointer } from './lua-exports.js';
import type { LuaModule } from './module.js';
import type { Strings } from './strings.js';

/** Counts of one script: of its counters, then of its flags. */
export interface SlotCounts {
  readonly counts: Float64Array;
  readonly counterCount: number;
}

/** Adds what a table of counters holds to counts, and puts it back to its beginning. */
export type TakeCounts = (table: Pointer, into: SlotCounts) => void;

/**
 * Reads counters where they lie in memory: a call for each scenario would cost more than many a scenario. The tables are
 * those of the prelude's `counters.lua`. Throws where this build keeps its tables in another way.
 */
export function createCountTaker(lua: LuaModule, strings: Strings, L: Pointer): TakeCounts {
  if (!probeLayout(lua, strings, L))
    throw new Error('counters cannot be read: this build of Lua is laid out differently');
  const cells = new Cells(lua);
  return (table, { counts, counterCount }) => {
    cells.refresh();
    const items = cells.word(table + TABLE_ITEMS);
    for (let slot = 0; slot < counts.length; slot++) {
      const at = items + slot * VALUE_BYTES;
      const [low, high] = [cells.word(at), cells.word(at + 4)];
      // A flag that was not asked for is nil.
      if (cells.byte(at + VALUE_TAG) !== TAG.integer || (low === 0 && high === 0)) continue;
      counts[slot] = (counts[slot] ?? 0) + low + high * 2 ** 32;
      cells.setWord(at, 0);
      cells.setWord(at + 4, 0);
      if (slot >= counterCount) cells.setByte(at + VALUE_TAG, TAG.nil);
    }
  };
}
