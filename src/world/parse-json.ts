import type * as LosslessJson from 'lossless-json';
import { loadLate } from '../model/load-late.js';
import { LuaFloat, type Value } from '../model/value.js';

/** The parser, loaded when a script first uses it. */
export function loadJson(): typeof LosslessJson {
  // The package's types are those of its modules.
  return loadLate('lossless-json', import.meta.url) as typeof LosslessJson;
}

/** A JSON number as Lua reads it: an integer unless it has a fraction or an exponent. */
function parseNumber(text: string): Value {
  if (/[.eE]/.test(text)) {
    const number = Number(text);
    return Number.isInteger(number) ? new LuaFloat(number) : number;
  }
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  const integer = BigInt(text);
  return BigInt.asIntN(64, integer) === integer ? integer : new LuaFloat(number);
}

/** JSON text as a value, or why it is none. */
export type ParsedJson = { readonly value: Value } | { readonly problem: string };

export function parseJson(text: string): ParsedJson {
  try {
    // The parser's result is made of what parseNumber gives and of JSON's own kinds: a Value.
    return { value: loadJson().parse(text, null, parseNumber) as Value };
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: error.message };
    if (error instanceof RangeError) return { problem: 'nested too deep' };
    throw error;
  }
}
