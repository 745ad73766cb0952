import { describe, expect, it } from 'vitest';
import { createEmptyHistory } from '../../../src/mock/git/mock-history.js';
import { parseHistory } from '../../../src/mock/git/parse-history.js';
import type { Value } from '../../../src/model/value.js';

function parse(value: unknown) {
  return parseHistory(value as Value, 'h.json', (path, why) => {
    throw new Error(`${path.join('/')}: ${why}`);
  });
}

const FIRST = { message: 'Begin', tag: 'v1', hash: '1234567', changes: { 'a.txt': 'a\n', 'd/b.txt': 'b\n' } };

describe('a history that is wrong says where and why:', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'x', ': named fields are expected, got a text'],
    ['no commits', {}, ': a history needs commits'],
    ['commits that are none', { commits: 'x' }, 'commits: a list is expected, got a text'],
    ['an unknown field', { commits: [], heads: 'x' }, 'heads: unknown field heads; did you mean head?'],
    ['an unknown field of a commit', [{ ...FIRST, autor: 'x' }], '0/autor: unknown field autor; did you mean author?'],
    ['a commit without message', [{}], '0: a commit needs message'],
    ['an empty message', { commits: [{ message: '\n' }] }, 'commits/0: a commit needs message'],
    ['a hash in capitals', [{ message: 'x', hash: 'ABCDEF0' }], '0/hash: 7 to 40 hexadecimal digits in lower case are'],
    [
      'a short hash',
      [{ message: 'x', hash: 'abc' }],
      '0/hash: 7 to 40 hexadecimal digits in lower case are expected, got "abc"',
    ],
    ['the same hash twice', [FIRST, { message: 'x', hash: '1234567' }], '0/hash: there is a commit 1234567 below'],
    [
      'a hash that begins as another',
      [FIRST, { message: 'x', hash: '123456789' }],
      '0/hash: 1234567 cannot be told from 123456789 below',
    ],
    [
      'an author without name',
      [{ message: 'x', author: '<a@b>' }],
      '0/author: Name, or Name <email>, is expected, got "<a@b>"',
    ],
    [
      'a day that does not exist',
      [{ message: 'x', date: '2024-02-30' }],
      '0/date: a date such as 2024-12-30T16:20:00Z is expected, got "2024-02-30"',
    ],
    [
      'a time without zone',
      [{ message: 'x', date: '2024-02-03T10:00' }],
      '0/date: a date such as 2024-12-30T16:20:00Z is expected with a zone, got',
    ],
    [
      'files and changes',
      [{ ...FIRST, files: ['a.txt'] }],
      '0/files: changes name the files already: leave one of them out',
    ],
    [
      'a path that leads out',
      [{ message: 'x', changes: { '../a': '' } }],
      '0/changes/../a: a path inside the repository is expected, got "../a"',
    ],
    ['a path of git', [{ message: 'x', files: ['.git/config'] }], '0/files: git keeps its own files there'],
    ['a path twice', [{ message: 'x', changes: { a: '', './a': '' } }], '0/changes/./a: a stands here twice'],
    [
      'content that is a number',
      [{ message: 'x', changes: { a: 5 } }],
      '0/changes/a: a text, a list of its lines, { base64 } or null is expected, got a number',
    ],
    [
      'a line that is a number',
      [{ message: 'x', changes: { a: ['x', 5] } }],
      '0/changes/a/1: a line is expected as a text, got a number',
    ],
    [
      'two lines in one',
      [{ message: 'x', changes: { a: ['x\ny'] } }],
      '0/changes/a/0: a line holds no line break: give each a text of its own',
    ],
    [
      'base64 that is none',
      [{ message: 'x', changes: { a: { base64: 'é' } } }],
      '0/changes/a/base64: this is no base64',
    ],
    [
      'bytes of another kind',
      [{ message: 'x', changes: { a: { hex: '00' } } }],
      '0/changes/a/hex: unknown field hex (known: base64)',
    ],
    [
      'a deletion of what is not there',
      [{ message: 'x', changes: { 'a.txd': null } }, FIRST],
      '0/changes/a.txd: there is no such file to delete; did you mean a.txt?',
    ],
    [
      'a deletion of a folder',
      [{ message: 'x', changes: { d: null } }, FIRST],
      '0/changes/d: it is a folder: delete its files',
    ],
    [
      'a file below a file',
      [{ message: 'x', changes: { 'a.txt/c': '' } }, FIRST],
      '0: a.txt: a file and a folder cannot have the same name',
    ],
    [
      'a file named as a folder',
      [{ message: 'x', files: ['e', 'd'] }, FIRST],
      '0/files/1: a file and a folder cannot have the same name',
    ],
    [
      'an unknown parent',
      [{ message: 'x', parents: ['v2'] }, FIRST],
      '0/parents: no commit below is called v2; did you mean v1?',
    ],
    [
      'a parent above',
      [
        { message: 'x', tag: 'new' },
        { ...FIRST, parents: ['new'] },
      ],
      '1/parents: no commit below is called new',
    ],
    [
      'a parent twice',
      [{ message: 'x', parents: ['v1', '1234567'] }, FIRST],
      '0/parents: a commit cannot have the same parent twice',
    ],
    [
      'a branch twice',
      [
        { message: 'x', branch: 'b' },
        { ...FIRST, branch: ['a', 'b'] },
      ],
      '0/branch: b stands at a commit below, too',
    ],
    ['a tag twice', [{ message: 'x', tag: 'v1' }, FIRST], '0/tag: v1 stands at a commit below, too'],
    ...[
      'a b',
      '-a',
      'a..b',
      'a.lock',
      '/a',
      'a/',
      'a//b',
      '.a',
      'a/.b',
      'a~1',
      'a^',
      'a:b',
      'HEAD',
      '@',
      'a@{1}',
      '',
    ].map((name): [string, unknown, string] => [
      `a branch called ${JSON.stringify(name)}`,
      [{ message: 'x', branch: name }],
      `0/branch: git allows no branch called ${JSON.stringify(name)}`,
    ]),
    [
      'an unknown head',
      { commits: [FIRST], head: 'mian' },
      'head: there is no branch, tag or hash mian; did you mean main?',
    ],
    ['staging what cannot be', { commits: [FIRST], staged: { x: null } }, 'staged/x: there is no such file to delete'],
    [
      'changing what cannot be',
      { commits: [FIRST], staged: { 'a.txt': null }, changes: { 'a.txt': null } },
      'changes/a.txt: there is no such file to delete',
    ],
    [
      'a merge that nobody has settled',
      [
        { message: 'm', parents: ['ours', 'theirs'] },
        { message: 'x', tag: 'ours', changes: { 'd/b.txt': '1' }, parents: ['v1'] },
        { message: 'y', tag: 'theirs', changes: { 'd/b.txt': '2' } },
        FIRST,
      ],
      '0: d/b.txt: both sides of the merge changed it: say in changes what became of it',
    ],
  ])('%s', (_, value, message) => {
    expect(() => parse(value)).toThrow(new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  });
});

describe('a history', () => {
  it('may be as short as its messages', () => {
    const { commits, head, branches } = parse([{ message: 'Second' }, { message: 'First' }]);
    const [second, first] = commits;
    expect(first).toMatchObject({ author: 'Nobody', dateMs: Date.UTC(2024, 11, 1), parents: [] });
    expect(second).toMatchObject({ dateMs: Date.UTC(2024, 11, 1, 1), parents: [first?.hash] });
    expect([head, branches]).toEqual([{ branch: 'main' }, new Map([['main', second?.hash]])]);
  });

  it('has hashes that follow from all that led to a commit', () => {
    const hashes = (value: unknown) => parse(value).commits.map(({ hash }) => hash);
    const [second, first] = hashes([{ message: 'Second' }, FIRST, { message: 'Zero' }]);
    expect(second).toMatch(/^[0-9a-f]{40}$/);
    expect(first).toBe('1234567');
    expect(hashes([{ message: 'Second' }, FIRST, { message: 'Zero' }])[0]).toBe(second);
    expect(hashes([{ message: 'Second' }, { ...FIRST, hash: '1234568' }])[0]).not.toBe(second);
    expect(hashes([{ message: 'Second', changes: { a: '' } }, FIRST])[0]).not.toBe(second);
  });

  it('takes the newest commit for the end of main, unless a commit says otherwise', () => {
    const headOf = (value: unknown) => parse(value).head;
    expect(headOf([{ message: 'x', branch: 'trunk' }, FIRST])).toEqual({ branch: 'trunk' });
    expect(
      headOf([
        { message: 'x', branch: 'side' },
        { ...FIRST, branch: 'main' },
      ]),
    ).toEqual({ branch: 'main' });
    expect(headOf([{ message: 'x' }, { ...FIRST, branch: 'side' }])).toEqual({ branch: 'main' });
    expect(headOf({ commits: [{ message: 'x' }, FIRST], head: 'v1' })).toEqual({ hash: '1234567' });
    expect(headOf({ commits: [], head: 'trunk' })).toEqual({ branch: 'trunk' });
  });

  it('takes the one empty table of Lua for any empty list', () => {
    expect(parse({ commits: {} })).toEqual({ ...createEmptyHistory('h.json') });
    expect(parse([{ message: 'x', parents: {}, branch: {}, changes: { a: {} } }, FIRST]).commits[0]).toMatchObject({
      parents: [],
      changes: new Map([['a', new Uint8Array()]]),
    });
  });
});
