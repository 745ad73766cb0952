import type { LuaModule } from './module.js';

/** A half-open range of addresses. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Layout of the C library's allocator, Emscripten's emmalloc: regions side by side, each with its size as first word and
 * again as last, where the lowest bit says that it is free. A free one has two links behind its size.
 */
const WORD = 4;
const FREE = 1;
const MIN_REGION = 16;
const FREE_HEADER = 12;

/** Gaps shorter than this are copied: another range costs more. */
const MIN_GAP = 4096;

/**
 * The parts of the heap that hold something, from `first` (the first region) to `end` (the program break): the insides of
 * large free regions are left out, since nothing reads them before it has written them. Undefined where the regions do
 * not tile the heap exactly, as they would in a build with another allocator.
 */
export function findUsedRanges(lua: LuaModule, first: number, end: number): AddressRange[] | undefined {
  const { view } = lua;
  const ranges: AddressRange[] = [];
  let from = first;
  let region = first;
  while (region < end) {
    const size = view.getUint32(region, true);
    const next = region + size;
    if (size < MIN_REGION || next > end) return undefined;
    const last = view.getUint32(next - WORD, true);
    if ((last & ~FREE) >>> 0 !== size) return undefined;
    if ((last & FREE) !== 0 && size > MIN_GAP) {
      ranges.push({ from, to: region + FREE_HEADER });
      from = next - WORD;
    }
    region = next;
  }
  ranges.push({ from, to: end });
  return ranges;
}
