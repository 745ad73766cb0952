import type { FieldPath, Refuse } from '../mock/fields.js';
import { LuaRaise } from '../model/dispatch.js';

/** A refusal of what a script gave to `name`, with the place in it. Throws a LuaRaise. */
export function refuseIn(name: string): Refuse {
  return (path, why) => {
    const where = showPath(path);
    throw new LuaRaise(`${name}: ${where === '' ? '' : `${where}: `}${why}`);
  };
}

function showPath(path: FieldPath): string {
  const where = path.map((key) => {
    if (typeof key === 'number') return `[${key + 1}]`;
    return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return where.join('').replace(/^\./, '');
}
