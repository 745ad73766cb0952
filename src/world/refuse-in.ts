import type { Refuse } from '../mock/fields.js';
import { LuaRaise } from '../model/dispatch.js';

/** A refusal of what a script gave to `name`, with the place in it as Lua counts. */
export function refuseIn(name: string): Refuse {
  return (path, why) => {
    const where = path.map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${key}`)).join('');
    throw new LuaRaise(`${name}: ${where === '' ? '' : `${where.replace(/^\./, '')}: `}${why}`);
  };
}
