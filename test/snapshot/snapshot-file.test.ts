import { describe, expect, it } from 'vitest';
import {
  parseSnapshots,
  type Snapshots,
  scenarioPathOf,
  snapshotPathOf,
  writeSnapshots,
} from '../../src/snapshot/snapshot-file.js';

const parse = (source: string) => parseSnapshots(Buffer.from(source), 'a/__snapshots__/b.snap.lua');

const SNAPSHOTS: Snapshots = new Map([
  ['b', new Map([['z', '1']])],
  [
    'a › "quoted"\nname',
    new Map<string | number, string>([
      ['prompt', '"\none\n\n]] two\n"'],
      [10, '{ t[1] }'],
      [2, '"ä\\n"'],
      ['1', 'nil'],
    ]),
  ],
]);

const TEXT = `-- Snapshots of a/b.lua. \`moonrig run --update\` writes them anew.
return {
  ["a › \\"quoted\\"\\nname"] = {
    [2] = [["ä\\n"]],
    [10] = [[{ t[1] }]],
    ["1"] = [[nil]],
    ["prompt"] = [=[
"
one

]] two
"
]=],
  },
  ["b"] = {
    ["z"] = [[1]],
  },
}
`;

describe('a file of snapshots', () => {
  it('is written in one order, numbers before names', () => {
    expect(writeSnapshots(SNAPSHOTS, 'a/b.lua')).toBe(TEXT);
  });

  it('is read as it was written, with other line ends too', () => {
    expect(parse(TEXT)).toEqual(SNAPSHOTS);
    expect(parse(TEXT.replaceAll('\n', '\r\n'))).toEqual(SNAPSHOTS);
  });

  it('may be without entries', () => {
    expect(parse('return {}')).toEqual(new Map());
    expect(parse(writeSnapshots(new Map(), 'a'))).toEqual(new Map());
  });

  it.each([
    ['', 1, 'return is expected, not the end'],
    ['return {\n  ["a"] = {\n<<<<<<< HEAD\n', 3, '[ is expected, not <<'],
    ['return {\n  ["a"] = { [1] = 5 },\n}', 2, 'a text is expected, not 5'],
    ['return {\n  [1] = {},\n}', 2, 'the name of a scenario is expected, not 1'],
    ['return { ["a"] = { [x] = "" } }', 1, 'a name or a number is expected, not x'],
    ['return {\n["a"] = {},\n["a"] = {} }', 3, '"a" stands in it twice'],
    ['return {\n} end', 2, 'the end is expected, not end'],
    ['return {\n["a"] = { [1] = [[x', 2, 'a text that does not end'],
    ['return { ["a"] = { [1] = os.exit() } }', 1, 'a text is expected, not os'],
  ])('%j is refused with its line', (source, line, what) => {
    expect(() => parse(source)).toThrow(
      expect.objectContaining({
        code: 'bad-source',
        message: `not a file of snapshots: ${what}`,
        at: { file: 'a/__snapshots__/b.snap.lua', line },
      }),
    );
  });

  it.each([
    ['a/b/c.scenario.lua', 'a/b/__snapshots__/c.scenario.snap.lua'],
    ['c.lua', '__snapshots__/c.snap.lua'],
  ])('of %s is %s', (file, path) => {
    expect(snapshotPathOf(file)).toBe(path);
    expect(scenarioPathOf(path)).toBe(file);
  });
});
