import { describe, expect, it } from 'vitest';
import { editInlineSnapshots, type InlineEdit } from '../../src/snapshot/inline-edit.js';
import { layOutInlineText, readInlineText } from '../../src/snapshot/inline-text.js';

function edit(source: string, ...edits: InlineEdit[]): string {
  const { source: bytes, problems } = editInlineSnapshots(Buffer.from(source), edits);
  expect(problems).toEqual([]);
  return Buffer.from(bytes).toString('utf8');
}

function refusal(source: string, one: InlineEdit): string | undefined {
  const { source: bytes, problems } = editInlineSnapshots(Buffer.from(source), [one]);
  expect(Buffer.from(bytes).toString('utf8')).toBe(source);
  return problems[0]?.message;
}

const CALL = 'assert.matches_inline_snapshot';
const TABLE = '{\n  a = 1,\n}';

describe('an inline snapshot', () => {
  it.each([
    [`${CALL}(v)`, `${CALL}(v, [[5]])`],
    [`${CALL}(v )`, `${CALL}(v, [[5]] )`],
    [`${CALL}(f(a, b), nil, "note")`, `${CALL}(f(a, b), [[5]], "note")`],
    [`${CALL}(v -- why, )\n)`, `${CALL}(v, [[5]] -- why, )\n)`],
    [
      `${CALL}(function() local a, b = 1, 2 if a then return b end end)`,
      `${CALL}(function() local a, b = 1, 2 if a then return b end end, [[5]])`,
    ],
    [`${CALL}({ a, [")"] = { ",)" } })`, `${CALL}({ a, [")"] = { ",)" } }, [[5]])`],
    [`assert\n  .matches_inline_snapshot(v)`, `assert\n  .matches_inline_snapshot(v, [[5]])`],
  ])('is put into %j', (source, expected) => {
    expect(edit(source, { line: 1, text: '5' })).toBe(expected);
  });

  it.each([
    [`${CALL}(v, [[4]])`, '4', `${CALL}(v, [=[t[1]]=])`],
    [`${CALL}(v, "4\\n", n)`, '4\n', `${CALL}(v, [=[t[1]]=], n)`],
    [`${CALL}(v, [[\n  {\n  }\n]])`, '  {\n  }\n', `${CALL}(v, [=[t[1]]=])`],
  ])('takes the place of the one in %j', (source, before, expected) => {
    expect(edit(source, { line: 1, before, text: 't[1]' })).toBe(expected);
  });

  it('of several lines has the indentation of its line, and its line ends', () => {
    expect(edit(`if x then\r\n\t${CALL}(v)\r\nend\n`, { line: 2, text: TABLE })).toBe(
      `if x then\r\n\t${CALL}(v, [[\r\n\t\t{\r\n\t\t  a = 1,\r\n\t\t}\r\n\t]])\r\nend\n`,
    );
    expect(edit(`  ${CALL}(\n    v\n  )`, { line: 1, text: TABLE })).toBe(
      `  ${CALL}(\n    v, [[\n      {\n        a = 1,\n      }\n    ]]\n  )`,
    );
  });

  it('leaves every other byte as it is, whatever it says', () => {
    const head = Buffer.from('\xef\xbb\xbf#!lua\n-- \xff\xfe \x80\n', 'latin1');
    const source = Buffer.concat([head, Buffer.from(`${CALL}("ä")\t \r\n`)]);
    const { source: edited } = editInlineSnapshots(source, [{ line: 3, text: '"ä"' }]);
    expect(edited).toEqual(Buffer.concat([head, Buffer.from(`${CALL}("ä", [["ä"]])\t \r\n`)]));
  });

  it('goes into its own line where there are several', () => {
    const source = `${CALL}(a)\n${CALL}(b, [[2]])\n\n${CALL}(c, [[3]])\n`;
    const edits = [
      { line: 4, before: '3', text: TABLE },
      { line: 1, text: '1' },
    ];
    expect(edit(source, ...edits)).toBe(
      `${CALL}(a, [[1]])\n${CALL}(b, [[2]])\n\n${CALL}(c, [[\n  {\n    a = 1,\n  }\n]])\n`,
    );
  });

  it.each([
    ['x = 1', undefined, 'no matches_inline_snapshot is written there; call it by its name, not behind return'],
    [`-- ${CALL}(v)`, undefined, 'no matches_inline_snapshot is written there; call it by its name, not behind return'],
    [
      `${CALL}(a) ${CALL}(b)`,
      undefined,
      'there are several calls of matches_inline_snapshot on this line; give each a line of its own',
    ],
    [`${CALL}{ 1 }`, undefined, 'put the value into brackets: matches_inline_snapshot(…)'],
    [`${CALL}()`, undefined, 'no value is written in the call of matches_inline_snapshot'],
    [`${CALL}(v, text)`, '4', 'the text is not written out in the call; only one that is can be replaced'],
    [`${CALL}(v, "a" .. "b")`, 'ab', 'the text is not written out in the call; only one that is can be replaced'],
    [`${CALL}(v, [[3]])`, '4', 'the file was changed while it ran; run again'],
    [`${CALL}(v, [[3]])`, undefined, 'the file was changed while it ran; run again'],
    [`${CALL}(v) "`, undefined, 'the file cannot be read: line 1: a text that does not end'],
  ])('is not put into %j', (source, before, why) => {
    expect(refusal(source, { line: 1, text: '5', ...(before !== undefined && { before }) })).toBe(why);
  });
});

describe('the text in a source', () => {
  it.each(['5', TABLE, '"\none\n\n  two\n   \n"', '{\n\t1,\n}'])('says %j wherever it stands', (text) => {
    // Lua itself passes over a newline right behind the opening bracket.
    for (const indent of ['', '    ', '\t', '\t  ']) {
      expect(readInlineText(layOutInlineText(text, indent).replace(/^\n/, ''))).toBe(text);
    }
  });

  it('may be written by hand', () => {
    expect(readInlineText(' { a = 1 } ')).toBe('{ a = 1 }');
    expect(readInlineText('\n      {\n        a = 1,\n      }')).toBe(TABLE);
  });
});
