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
 * The Lua source of a function that calls the rule on each row of a chunk: the rows' leaves stand one after the other in
 * `leaves`; results go to `results`, messages of rows that raised to `problems`, at the rows' numbers.
 */
export function writeLoop(shape: Shape): { readonly source: string; readonly leafCount: number } {
  const { text, leafCount } = writeConstructor(shape, (number) => `leaves[at+${number}]`);
  const source = `local rule,empty,pcall,enter,leaves,results,problems=... return function(count)
enter() local at=0 for row=1,count do
local ok,result=pcall(rule,${text})
if ok then results[row]=result problems[row]=false else results[row]=nil problems[row]=result==nil and "nil" or result end
at=at+${leafCount} end end`;
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
