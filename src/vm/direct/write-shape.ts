import type { Shape } from './shape.js';

/**
 * The Lua source of a function that builds a value of one shape from its leaves and calls the rule with it:
 * `local rule, empty = ... return function(a1, a2) return rule({ ["x"] = a1, ["y"] = { a2 } }) end`.
 */
export function writeCaller(shape: Shape): { readonly source: string; readonly leafCount: number } {
  const { text, leafCount } = writeConstructor(shape, (number) => `a${number}`);
  const parameters = Array.from({ length: leafCount }, (_, i) => `a${i + 1}`).join(',');
  return { source: `local rule,empty=... return function(${parameters}) return rule(${text}) end`, leafCount };
}

/** What tells which row was reached, so that what stands behind one that raised can be gone on with. */
const TELL_ROW = 'function() return reached end';

/**
 * The Lua source of two functions. The first calls the rule on rows `first` to `last` of a chunk, all of one shape, whose
 * leaves stand one after the other in `leaves` behind position `at`, and puts what it gives into `results`; the second tells
 * which row it came to. A row that raises ends the first, and is gone on after: to protect each call by itself would cost a
 * fifth of it. Into `builders` goes under `number` what makes one row and tells where the next begins, for `writeMixedLoop`.
 */
export function writeLoop(shape: Shape): { readonly source: string; readonly leafCount: number } {
  const { text, leafCount } = writeConstructor(shape, (number) => `leaves[at+${number}]`);
  const source = `local rule,empty,enter,leaves,results,builders,number=... local reached=0
builders[number]=function(at) return ${text},at+${leafCount} end
return function(first,last,at) enter()
for row=first,last do reached=row results[row]=rule(${text}) at=at+${leafCount} end end,${TELL_ROW}`;
  return { source, leafCount };
}

/** The same two functions for rows of several shapes; the number of each row's stands in `shapes`. */
export function writeMixedLoop(): string {
  return `local rule,enter,shapes,results,builders=... local reached=0
return function(first,last,at) enter() local context
for row=first,last do reached=row context,at=builders[shapes[row]](at) results[row]=rule(context) end end,${TELL_ROW}`;
}

function writeConstructor(shape: Shape, nameLeaf: (number: number) => string): { text: string; leafCount: number } {
  let leafCount = 0;
  const write = (item: Shape): string => {
    if (item.kind === 'leaf') {
      leafCount += 1;
      return nameLeaf(leafCount);
    }
    const items = item.items.map(write);
    // An empty list stays one: it carries a mark that only a call can give it.
    if (item.kind === 'list') return items.length === 0 ? 'empty()' : `{${items.join(',')}}`;
    return `{${items.map((text, i) => `[${quote(item.keys[i] ?? '')}]=${text}`).join(',')}}`;
  };
  return { text: write(shape), leafCount };
}

/** A Lua string literal that holds these bytes whatever they are. */
function quote(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return `"${Array.from(bytes, (byte) => `\\${String(byte).padStart(3, '0')}`).join('')}"`;
}
