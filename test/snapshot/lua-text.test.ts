import { describe, expect, it } from 'vitest';
import { chooseBrackets, decodeLuaText, quoteLuaText } from '../../src/snapshot/lua-text.js';

const toBytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

describe('a Lua literal', () => {
  it.each([
    ['"a\\n\\t\\\\\\"\\\'\\65\\x41\\u{e4}\\z  \n b"', 'a\n\t\\"\'AAäb'],
    ["'a\\\nb\\\r\nc'", 'a\nb\nc'],
    ['[[\nx\r\ny\n]]', 'x\ny\n'],
    ['[[\r\nx]]', 'x'],
    ['[==[]]]=]]==]', ']]]=]'],
    ['""', ''],
  ])('%j is read', (literal, text) => {
    expect(decodeLuaText(toBytes(literal))).toBe(text);
  });

  it.each(['plain', 'ä €𝄞', 'a "quoted" \\ name', 'two\nlines\r\t', '\x00\x1b\x7f\u0085\u2028', ''])(
    'of %j is one line, and reads as that',
    (text) => {
      const quoted = quoteLuaText(text);
      expect(quoted).not.toMatch(/[\p{Cc}\p{Zl}]/u);
      expect(decodeLuaText(toBytes(quoted))).toBe(text);
    },
  );
});

describe('brackets are chosen so that a text can stand between them', () => {
  it.each([
    ['a', '[['],
    ['t[1]', '[=['],
    ['a]]b', '[=['],
    ['a]=]b', '[['],
    ['a]] b]=', '[==['],
    [']]]=]]==]', '[===['],
  ])('%j', (text, opening) => {
    const [chosen, closing] = chooseBrackets(text);
    expect(chosen).toBe(opening);
    expect(decodeLuaText(`${chosen}${text}${closing}`)).toBe(text);
  });
});
