import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/model/difference.js';
import type { Failure } from '../../src/model/outcome.js';
import { showValues } from '../../src/report/show-values.js';

function show(failure: Partial<Failure>): string[] {
  return showValues({ check: 'equal', message: '', ...failure }).map(({ text }) => text);
}

const compare = (expected: string, actual: string) => show({ expected, actual });

describe('two short texts', () => {
  it('have a caret under the first character that differs', () => {
    expect(compare('"one two"', '"one too"')).toEqual([
      'expected: "one two"', //
      'actual:   "one too"',
      '                ^',
    ]);
    expect(compare('"a\\tb"', '"a\\tb\\n"').at(-1)).toBe(`${' '.repeat('actual:   "a\\tb'.length)}^`);
  });

  it('have it where a terminal shows it: wide characters take two columns, marks none', () => {
    expect(compare('"日本x"', '"日本y"').at(-1)).toBe(`${' '.repeat('actual:   "'.length + 4)}^`);
    expect(compare('"e\u0301x"', '"e\u0301y"').at(-1)).toBe(`${' '.repeat('actual:   "'.length + 1)}^`);
  });

  it('never have it in the middle of a character', () => {
    expect(compare('"😀"', '"😁"').at(-1)).toBe(`${' '.repeat('actual:   "'.length)}^`);
  });

  it('are not compared with a pattern, nor with a value of another kind', () => {
    expect(show({ check: 'matches', expected: '"^a"', actual: '"^b"' })).toHaveLength(2);
    expect(compare('"1"', '1')).toEqual(['expected: "1"', 'actual:   1']);
  });
});

describe('a long line', () => {
  it('is shown around the first difference, with how much is left out', () => {
    const [expected, actual, caret] = compare(`"${'a'.repeat(500)}b${'c'.repeat(100)}"`, `"${'a'.repeat(500)}d"`);
    expect(expected).toBe(`expected: (476 characters) … "${'a'.repeat(24)}b${'c'.repeat(47)}" … (53 characters)`);
    expect(actual).toBe(`actual:   (476 characters) … "${'a'.repeat(24)}d"`);
    expect(caret?.length).toBe((actual ?? '').indexOf('d"') + 1);
  });

  it('that is a part already says what was left out before', () => {
    const [expected] = compare(
      `(9000 bytes) … "${'a'.repeat(200)}b" … (70 bytes)`,
      `(9000 bytes) … "${'a'.repeat(200)}c"`,
    );
    expect(expected).toBe(`expected: (9000 bytes and 176 characters) … "${'a'.repeat(24)}b" … (70 bytes)`);
  });
});

describe('texts of several lines', () => {
  it('are compared line by line, with what is equal counted', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const changed = lines.with(9, 'line nine').toSpliced(18, 1);
    expect(compare(`"${lines.join('\\n')}"`, `"${changed.join('\\n')}"`)).toMatchInlineSnapshot(`
      [
        "- expected",
        "+ actual",
        "  … 6 equal lines",
        "  line 6",
        "  line 7",
        "  line 8",
        "- line 9",
        "+ line nine",
        "       ^",
        "  line 10",
        "  line 11",
        "  line 12",
        "  … 2 equal lines",
        "  line 15",
        "  line 16",
        "  line 17",
        "- line 18",
        "  line 19",
      ]
    `);
  });

  it('keep other escapes as they are, and take a backslash before an n for one', () => {
    expect(compare('"a\\tb\\nc\\\\n\\nd"', '"a\\tb\\nc\\\\n\\nD"')).toEqual([
      '- expected',
      '+ actual',
      '  a\\tb',
      '  c\\\\n',
      '- d',
      '+ D',
    ]);
  });

  it('say which of the two ends with a newline', () => {
    expect(compare('"a\\nb\\nc\\n"', '"a\\nb\\nc"').at(-1)).toBe('only the expected text ends with a newline');
  });

  it('say what was left out around the part that is shown', () => {
    const shown = compare('(700 bytes) … "a\\nb\\nc" … (30 bytes)', '(700 bytes) … "a\\nb\\nC" … (31 bytes)');
    expect([shown[2], shown.at(-1)]).toEqual(['  … 700 equal bytes', '  … 30 bytes expected, 31 actual']);
  });
});

describe('other long values', () => {
  it('are compared line by line where it is not known how they differ', () => {
    expect(compare('{\n  1,\n  2,\n}', '{\n  1,\n  3,\n}')).toEqual([
      '- expected',
      '+ actual',
      '  {',
      '    1,',
      '-   2,',
      '+   3,',
      '  }',
    ]);
  });

  it('are shown once where they look the same', () => {
    expect(compare('{\n  1,\n}', '{\n  1,\n}')).toEqual(['both:', '{', '  1,', '}']);
  });

  it('are cut beside a short one', () => {
    const long = `{\n${'  1,\n'.repeat(100)}}`;
    expect(compare('nil', long).slice(0, 3)).toEqual(['expected: nil', 'actual:', '{']);
    expect(compare('nil', long).at(-1)).toBe('… 62 more lines');
  });
});

describe('tables that differ', () => {
  const diff = (rows: Difference['parts'][0]['rows'], path = '.a'): Difference => ({
    parts: [{ path, rows, equalCount: 2, hiddenCount: 0 }],
    equalCount: 0,
    hiddenCount: 0,
  });

  it('are shown by path, with the texts in them compared', () => {
    const rows = [
      { key: 'id', both: '7' },
      { key: 'name', expected: '"abc"', actual: '"abd"' },
    ];
    expect(show({ diff: diff(rows) })).toEqual([
      '- expected',
      '+ actual',
      '.a',
      '    id = 7',
      '  - name = "abc"',
      '  + name = "abd"',
      '              ^',
      '    … 2 equal',
    ]);
  });

  it('cut a value of many lines', () => {
    const rows = [{ key: 'x', actual: `{\n${'  1,\n'.repeat(100)}}` }];
    const shown = show({ diff: diff(rows, '') });
    expect(shown.slice(2, 4)).toEqual(['+ x = {', '+   1,']);
    expect(shown.slice(-2)).toEqual(['… 90 more lines', '  … 2 equal']);
  });
});
