import type { ValueRead } from '../model/rule.js';
import { keepReads, type NotedRead } from '../script/keep-reads.js';

/** Plain data that tells what is read of it. */
export interface Observed {
  readonly data: unknown;
  /** What was read so far, in the order of the first reads. Nothing more is noted after it was asked. */
  reads(): readonly ValueRead[];
}

/** Makes plain data tell what is read of it; it can be read and changed as before. */
export function observe(data: unknown): Observed {
  const noted = new Map<string, NotedRead>();
  let isOver = false;
  const note = (path: string, value: unknown, size?: number) => {
    const id = size === undefined ? path : `${path}#`;
    if (isOver || noted.has(id)) return;
    const isTable = typeof value === 'object' && value !== null;
    const known = isTable || value === undefined ? {} : { value };
    noted.set(id, { path, ...known, ...(size === undefined ? {} : { size }), isTable });
  };
  const stand = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    return new Proxy(value, {
      get(target, key) {
        const item: unknown = Reflect.get(target, key);
        if (Array.isArray(target) && key === 'length') note(path, target, target.length);
        // Methods of lists and the like are no data.
        if (typeof key === 'symbol' || typeof item === 'function' || (Array.isArray(target) && key === 'length'))
          return item;
        const at = path + showStep(key, Array.isArray(target));
        note(at, item);
        return stand(item, at);
      },
      has(target, key) {
        if (typeof key === 'string') note(path + showStep(key, Array.isArray(target)), Reflect.get(target, key));
        return Reflect.has(target, key);
      },
      ownKeys(target) {
        const keys = Reflect.ownKeys(target);
        if (!Array.isArray(target)) note(path, target, keys.length);
        return keys;
      },
    });
  };
  return {
    data: stand(data, ''),
    reads() {
      isOver = true;
      return keepReads([...noted.values()]);
    },
  };
}

function showStep(key: string, isList: boolean): string {
  if (isList) return `[${key}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
