import type { Refuse } from '../mock/fields.js';
import { LuaRaise } from '../model/dispatch.js';

/** A refusal of what a script gave to `name`, with the place in it as Lua counts. */
export function refuseIn(name: string): Refuse {
  return (path, why) => {
    const where = path.map(showStep).join('');
    throw new LuaRaise(`${name}: ${where === '' ? '' : `${where.replace(/^\./, '')}: `}${why}`);
  };
}

/** One step into a value, as Lua writes it. */
function showStep(key: string | number): string {
  if (typeof key === 'number') return `[${key + 1}]`;
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
