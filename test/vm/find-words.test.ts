import { describe, expect, it } from 'vitest';
import { findWords } from '../../src/vm/find-words.js';

describe('words of a source', () => {
  const words = ['spy', 'assert.prompt', 'assert:format', 'check'];

  it('are found wherever they stand, one inside the other too', () => {
    expect(findWords(['local s = add_spy() assert.prompt(p) unchecked', words])).toEqual([
      'spy',
      'assert.prompt',
      'check',
    ]);
  });

  it('are taken as they are written: a dot is a dot', () => {
    expect(findWords(['assert_prompt assert-format', words])).toEqual([]);
  });

  it('are found in what is not valid UTF-8', () => {
    expect(findWords([Uint8Array.from([0xff, ...new TextEncoder().encode('spy'), 0xc0]), words])).toEqual(['spy']);
  });
});
