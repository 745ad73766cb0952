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

/**
 * The Lua source of two functions. The first calls the rule on rows `first` to `last` of a chunk, whose leaves stand one
 * after the other in `leaves`, and puts what it gives into `results`; the second tells which row it came to. A row that
 * raises ends the first, and is gone on after: to protect each call by itself would cost a fifth of it.
 */
export function writeLoop(shape: Shape): { readonly source: string; readonly leafCount: number } {
  const { text, leafCount } = writeConstructor(shape, (number) => `leaves[at+${number}]`);
  const source = `local rule,empty,enter,leaves,results=... local reached=0
return function(first,last) enter()
local at=(first-1)*${leafCount} for row=first,last do reached=row
results[row]=rule(${text}) at=at+${leafCount} end end,function() return reached end`;
  return { source, leafCount };
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
