import { describe, expect, it } from 'vitest';
import { LuaTokenError, readLuaTokens } from '../../src/syntax/lua-tokens.js';

const words = (source: string) => readLuaTokens(source).map(({ text }) => text);

describe('a Lua source is cut into words', () => {
  it.each([
    ['local a, b = 1, 0xFF.8p-2', ['local', 'a', ',', 'b', '=', '1', ',', '0xFF.8p-2']],
    ['a.b:c"x\\"y" .. [==[ ]] ]==]', ['a', '.', 'b', ':', 'c', '"x\\"y"', '..', '[==[ ]] ]==]']],
    ['x --[[ y\n]] z -- w\n--[==[ ]] ]==] v', ['x', 'z', 'v']],
    ["'a\\\nb' 'c\\z  \n d'", ["'a\\\nb'", "'c\\z  \n d'"]],
    ['a//b ~= c <= d << 1.5e3 :: ...', ['a', '//', 'b', '~=', 'c', '<=', 'd', '<<', '1.5e3', '::', '...']],
    ['t[1] t[ [[x]] ]', ['t', '[', '1', ']', 't', '[', '[[x]]', ']']],
    ['#!/usr/bin/lua "\nx', ['x']],
    ['\xef\xbb\xbfreturn', ['return']],
    ['', []],
  ])('%j', (source, expected) => {
    expect(words(source)).toEqual(expected);
  });

  it('with places in the text, and lines however they end', () => {
    const source = 'a\r\nb\rc\n\n[[\n\n]] d';
    const tokens = readLuaTokens(source);
    expect(tokens.map(({ line }) => line)).toEqual([1, 2, 3, 5, 7]);
    expect(tokens.map(({ start, end }) => source.slice(start, end))).toEqual(['a', 'b', 'c', '[[\n\n]]', 'd']);
  });

  it.each([
    ['x\n"abc', 2],
    ['"a\nb"', 1],
    ['\n\n[[x', 3],
    ['--[[x', 1],
    ['a\n$', 2],
  ])('%j does not do, and the line is told', (source, line) => {
    const read = () => readLuaTokens(source);
    expect(read).toThrow(LuaTokenError);
    expect(read).toThrow(expect.objectContaining({ line }));
  });
});
