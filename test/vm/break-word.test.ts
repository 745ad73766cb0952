import { expect, it } from 'vitest';
import { findBreakWord, KNOWN_BREAK_WORD } from '../../src/vm/break-word.js';
import { compileLua } from '../../src/vm/compile.js';
import { instantiateLua } from '../../src/vm/module.js';

const open = () => instantiateLua(compileLua(), 64 * 1024 * 1024);

it('the pinned build keeps the end of its heap where it is known to', () => {
  const searched = findBreakWord(open(), 0);
  expect(searched.breakWord).toBe(KNOWN_BREAK_WORD);
  expect(findBreakWord(open())).toEqual(searched);
});
