import { describe, expect, it } from 'vitest';
import type { Attempt, Failure } from '../../src/model/outcome.js';
import { joinLines, showAttempt, showFailure } from '../../src/report/failure-text.js';
import { createRichRecord } from './rich-run.js';

const at = { file: 'scenarios/a.scenario.lua', line: 7 };

function createAttempt(attempt: Partial<Attempt>): Attempt {
  return { outcome: 'failed', failures: [], durationMs: 1, ...attempt };
}

describe('the text of a failure', () => {
  it('is as the golden file has it for every result of a rich run', async () => {
    const blocks = createRichRecord().results.flatMap((result) => {
      const attempts = [...result.earlierAttempts, result];
      return attempts.map((attempt) => joinLines(showAttempt(attempt, result.scenario))).filter((text) => text !== '');
    });
    await expect(`${blocks.join('\n\n----\n\n')}\n`).toMatchFileSnapshot('golden/failures.txt');
  });

  it('says in which order of its tasks a scenario failed', () => {
    const show = (number: number, triedCount: number) =>
      joinLines(showAttempt(createAttempt({ schedule: { number, triedCount, isAll: false } }), at))
        .split('\n')
        .at(-1);
    expect(show(12, 9)).toBe('  order    schedule 12 of its tasks, after 8 orders that were good');
    expect(show(3, 2)).toBe('  order    schedule 3 of its tasks, after one order that was good');
    expect(show(7, 1)).toBe('  order    schedule 7 of its tasks');
    expect(show(0, 1)).toBe('  order    the plain order of its tasks');
  });

  it('names the scenario where the failure has no address', () => {
    expect(joinLines(showFailure({ check: 'assert', message: 'no' }, at))).toBe('no\n  at scenarios/a.scenario.lua:7');
  });

  it('lines up short values and sets a long one apart', () => {
    const failure: Failure = { check: 'equal', message: 'differ', expected: '1', actual: '2' };
    expect(joinLines(showFailure(failure, at))).toContain('  expected: 1\n  actual:   2');
    const { actual: _, ...lonely } = { ...failure, expected: '{\n  1,\n}' };
    expect(joinLines(showFailure(lonely, at))).toContain('  expected:\n  {\n    1,\n  }');
  });

  it('marks the line of the excerpt and counts its lines from the first', () => {
    const failure: Failure = {
      check: 'assert',
      message: 'no',
      excerpt: { firstLine: 9, lines: ['local a', '', 'assert(a)'], line: 11 },
    };
    const shown = showFailure(failure, at);
    expect(shown.filter(({ kind }) => kind.startsWith('excerpt'))).toEqual([
      { kind: 'excerpt', text: '   9 | local a' },
      { kind: 'excerpt', text: '  10 |' },
      { kind: 'excerpt-here', text: '> 11 | assert(a)' },
      { kind: 'excerpt-caret', text: '       ^' },
    ]);
  });

  it('holds no control characters and no newline in a line', () => {
    const failure: Failure = { check: 'x', message: '\u001b[31mred\u001b[0m\nsecond\u0007', notes: ['a\nb'] };
    expect(showFailure(failure, { file: 'a\u0000b' }).map(({ text }) => text)).toEqual([
      'red',
      'second#x7',
      'at a#x0b',
      'a',
      'b',
    ]);
  });

  it('caps endless lines and endless diffs', () => {
    const failure: Failure = {
      check: 'same',
      message: 'm'.repeat(5000),
      expected: 'a\n'.repeat(3000),
      actual: 'b\n'.repeat(3000),
    };
    const shown = showFailure(failure, at);
    expect(shown[0]?.text).toBe(`${'m'.repeat(1000)}… (4000 more characters)`);
    expect(shown.at(-1)).toEqual({ kind: 'context', text: '… 5802 more lines' });
  });
});

describe('the text of an attempt', () => {
  it('is never empty for one that is bad', () => {
    for (const outcome of ['failed', 'errored', 'timed-out', 'empty'] as const) {
      expect(joinLines(showAttempt(createAttempt({ outcome }), at))).toMatch(
        /^.+\n {2}at scenarios\/a\.scenario\.lua:7/,
      );
    }
    const blank = createAttempt({ failures: [{ check: 'same', message: '  ' }] });
    expect(joinLines(showAttempt(blank, at))).toContain('the check same said no');
    const error = { cause: 'crashed', message: '', traceback: [] } as const;
    expect(joinLines(showAttempt(createAttempt({ outcome: 'errored', error }), at))).toContain('no verdict: crashed');
  });

  it('is empty for one that is good', () => {
    expect(showAttempt(createAttempt({ outcome: 'passed' }), at)).toEqual([]);
  });

  it('begins with what decided: the failures of a failed one, the error of an errored one', () => {
    const both = {
      failures: [{ check: 'assert', message: 'a check said no' }],
      error: { cause: 'raised', message: 'it raised', traceback: [] },
    } as const;
    expect(showAttempt(createAttempt({ outcome: 'failed', ...both }), at)[0]?.text).toBe('a check said no');
    expect(showAttempt(createAttempt({ outcome: 'errored', ...both }), at)[0]?.text).toBe('it raised');
  });

  it('shows line 0 as the file alone', () => {
    expect(showAttempt(createAttempt({}), { file: 'a.lua', line: 0 })[1]?.text).toBe('at a.lua');
  });
});
