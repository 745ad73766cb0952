import type { PlainData } from './plain-data.js';
import type { Shape } from './shape.js';

/**
 * Reads the leaves of a value of one shape into a list, in the shape's order. False where the value has another shape: no
 * key more or less, in the same order, no other list length.
 */
export type LeafReader = (value: PlainData, leaves: PlainData[]) => boolean;

/**
 * A reader made for one shape. Its code is generated, because properties that are named in it are read ten times faster
 * than those that are looked up; all that comes from outside in it are keys, written as JSON strings. A prototype is asked
 * for right behind the reads, where V8 knows it by the object's hidden class: before them that is a call of its runtime.
 */
export function createLeafReader(shape: Shape): LeafReader {
  const lines: string[] = [];
  const keyLists: (readonly string[])[] = [];
  let leafCount = 0;
  let valueCount = 0;
  const readLeaf = (name: string, isInList: boolean): void => {
    // A table where a leaf was belongs to another shape.
    lines.push(
      `if(typeof ${name}==='object'&&${name}!==null&&!(${name} instanceof Uint8Array))return false;`,
      `leaves[${leafCount}]=${isInList ? `${name}===undefined?null:${name}` : name};`,
    );
    leafCount += 1;
  };
  const readItems = (items: readonly Shape[], sourceOf: (i: number) => string): readonly string[] =>
    items.map((_, i) => {
      const name = `v${valueCount++}`;
      lines.push(`const ${name}=${sourceOf(i)};`);
      return name;
    });
  const read = (item: Shape, name: string, isInList: boolean): void => {
    if (item.kind === 'leaf') readLeaf(name, isInList);
    else if (item.kind === 'list') readList(item.items, name);
    else readMap(item, name);
  };
  const readList = (items: readonly Shape[], name: string): void => {
    lines.push(`if(!Array.isArray(${name})||${name}.length!==${items.length})return false;`);
    const names = readItems(items, (i) => `${name}[${i}]`);
    for (const [i, each] of items.entries()) read(each, names[i] ?? '', true);
  };
  const readMap = (item: Shape & { readonly kind: 'map' }, name: string): void => {
    const keys = `k${keyLists.push(item.keys) - 1}`;
    lines.push(
      `if(typeof ${name}!=='object'||${name}===null)return false;`,
      `{let n=0;for(const key in ${name}){if(key!==${keys}[n])return false;n++;}if(n!==${item.keys.length})return false;}`,
    );
    const names = readItems(item.items, (i) => `${name}[${JSON.stringify(item.keys[i])}]`);
    lines.push(`{const p=prototypeOf(${name});if(p!==plain&&p!==null)return false;}`);
    for (const [i, each] of item.items.entries()) read(each, names[i] ?? '', false);
  };
  read(shape, 'value', false);
  const code = `return (value,leaves)=>{${lines.join('')}return true;}`;
  const make = new Function('prototypeOf', 'plain', ...keyLists.map((_, i) => `k${i}`), code);
  // What `Function` makes is untyped; the code above is that of a LeafReader.
  return make(Object.getPrototypeOf, Object.prototype, ...keyLists) as LeafReader;
}
