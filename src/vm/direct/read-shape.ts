import type { PlainData } from './plain-data.js';
import { isPlainObject, type Shape } from './shape.js';

/**
 * Reads the leaves of a value of one shape into a list, in the shape's order. False where the value has another shape: no
 * key more or less, in the same order, no other list length.
 */
export type LeafReader = (value: PlainData, leaves: PlainData[]) => boolean;

/**
 * A reader made for one shape. Its code is generated, because properties that are named in it are read ten times faster
 * than those that are looked up; all that comes from outside in it are keys, written as JSON strings.
 */
export function createLeafReader(shape: Shape): LeafReader {
  const lines: string[] = [];
  let leafCount = 0;
  let tableCount = 0;
  const keyLists: (readonly string[])[] = [];
  const read = (item: Shape, source: string, isInList: boolean): void => {
    if (item.kind === 'leaf') {
      const name = `l${leafCount}`;
      // A table where a leaf was belongs to another shape.
      lines.push(
        `const ${name}=${source};if(typeof ${name}==='object'&&${name}!==null&&!(${name} instanceof Uint8Array))return false;leaves[${leafCount}]=${isInList ? `${name}===undefined?null:${name}` : name};`,
      );
      leafCount += 1;
      return;
    }
    const table = `t${tableCount++}`;
    lines.push(`const ${table}=${source};`);
    if (item.kind === 'list') {
      lines.push(`if(!Array.isArray(${table})||${table}.length!==${item.items.length})return false;`);
      for (const [i, each] of item.items.entries()) read(each, `${table}[${i}]`, true);
      return;
    }
    const keys = keyLists.push(item.keys) - 1;
    lines.push(
      `if(typeof ${table}!=='object'||${table}===null||!isPlain(${table}))return false;`,
      `{let n=0;for(const key in ${table}){if(key!==keys[${keys}][n])return false;n++;}if(n!==${item.keys.length})return false;}`,
    );
    for (const [i, each] of item.items.entries()) read(each, `${table}[${JSON.stringify(item.keys[i])}]`, false);
  };
  read(shape, 'value', false);
  const code = `return (value,leaves)=>{${lines.join('')}return true;}`;
  // What `Function` makes is untyped; the code above is that of a LeafReader.
  return new Function('isPlain', 'keys', code)(isPlainObject, keyLists) as LeafReader;
}
