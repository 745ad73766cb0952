import { type Insertion, insertAll } from './edits.js';
import type { InstrumentOptions } from './instrument-options.js';
import type { LuaTree } from './lua-node.js';
import { type Mark, placeMarks } from './place-marks.js';
import type { CoveragePoints } from './points.js';

/**
 * A source that counts. Its chunk takes a table of counters and a table of steps, and gives the function that the chunk of
 * the source as it was would be. Counter n is `counters[n + 1]`, 0 at first; those of flags are nil at first, and the table's
 * `__index(counters, key)` sets one and gives true. `steps[1]` is what is left of the budget; below 0, `steps[2]()` is
 * called, which must raise.
 */
export interface Instrumented {
  readonly source: Uint8Array;
  readonly points: CoveragePoints;
}

/** Puts counters into a source. All of it stays on its lines, and does what it did. */
export function instrument(tree: LuaTree, options: InstrumentOptions): Instrumented {
  const isCounting = options.lines === true || options.branches === true;
  const [counters, steps] = [freeName(tree, '_hits'), freeName(tree, '_steps')];
  const locals = [...(isCounting ? [counters] : []), ...(options.steps === true ? [steps] : [])].join(',');
  const names = { counters, steps, locals };
  const { marks, points } = placeMarks(tree, options);
  const insertions = marks.map((mark): Insertion => ({ at: mark.at, text: showMark(mark, names, points) }));
  const head = `local ${names.counters},${names.steps}=... return function(...) `;
  const text = `${head}${insertAll(tree.text, insertions)}\nend`;
  return { source: Buffer.from(text, 'latin1'), points };
}

interface Names {
  readonly counters: string;
  readonly steps: string;
  /** Those of the two that are used. */
  readonly locals: string;
}

function showMark(mark: Mark, { counters, steps, locals }: Names, { counterCount }: CoveragePoints): string {
  const item = 'slot' in mark ? `${counters}[${mark.slot + 1}]` : '';
  switch (mark.kind) {
    case 'locals':
      // A register is quicker than an upvalue.
      return ` local ${locals}=${locals} `;
    case 'count':
      return ` ${item}=${item}+1 `;
    case 'missing else':
      return ` else ${item}=${item}+1 `;
    case 'flag':
      return ` (${counters}[${counterCount + mark.slot + 1}] and `;
    case 'flag end':
      return ')';
    case 'step':
      return ` do local n=${steps}[1]-1 ${steps}[1]=n if n<0 then ${steps}[2]() end end `;
  }
}

/** A name that the source does not have. */
function freeName({ text }: LuaTree, wanted: string): string {
  let name = wanted;
  for (let i = 1; text.includes(name); i++) name = `${wanted}${i}`;
  return name;
}
