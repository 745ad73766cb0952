import { describe, expect, it } from 'vitest';
import type { OutcomeKind } from '../../../src/model/outcome.js';
import { parseQuery, quoteWord, toggleOutcome } from '../../../src/report/page/query.js';

function createScenario(outcome: OutcomeKind, name: string) {
  const file = 'scenarios/rules/epic.scenario.lua';
  return { outcome, tags: ['smoke', 'Slow'], file, text: `${name}\n${file}`.toLowerCase() };
}

const failed = createScenario('failed', 'Approves an epic "twice"');
const passed = createScenario('passed', 'Rejects an epic');

/** Which of the two the query finds. */
function find(query: string): string {
  const { matches } = parseQuery(query);
  return [failed, passed]
    .filter(matches)
    .map(({ outcome }) => outcome)
    .join(' ');
}

describe('a query', () => {
  it.each([
    ['', 'failed passed'],
    ['   ', 'failed passed'],
    ['s:failed', 'failed'],
    ['s:fail', 'failed'],
    ['s:bad', 'failed'],
    ['S:Passed,errored', 'passed'],
    ['s:failed s:passed', 'failed passed'],
    ['status:passed', 'passed'],
    ['s:nonsense', ''],
    ['-s:failed', 'passed'],
    ['#smoke', 'failed passed'],
    ['#slow', 'failed passed'],
    ['#sm', 'failed passed'],
    ['#other', ''],
    ['-#other', 'failed passed'],
    ['file:rules', 'failed passed'],
    ['file:agents', ''],
    ['-file:rules', ''],
    ['APPROVES', 'failed'],
    ['approves rejects', ''],
    ['-approves', 'passed'],
    ['"an epic" rejects', 'passed'],
    ['"rejects an', 'passed'],
    ['file:"rules/epic"', 'failed passed'],
    ['"\\"twice\\""', 'failed'],
    ['#', ''],
  ])('%s finds: %s', (query, found) => {
    expect(find(query)).toBe(found);
  });

  it('takes any text without complaint', () => {
    for (const text of ['"', '-', '\\', '"\\', 's:', ':', '-"', '((((', '-s:', '\u0000 "" x']) {
      expect(() => parseQuery(text).matches(failed)).not.toThrow();
    }
  });

  it('quotes a text so that it finds itself', () => {
    const text = 'say "no" to C:\\ and s:failed';
    expect(parseQuery(quoteWord(text)).matches({ ...passed, text: text.toLowerCase() })).toBe(true);
    expect(parseQuery(quoteWord(text)).matches({ ...failed, text: 'say no' })).toBe(false);
  });
});

describe('a chip', () => {
  it('adds and takes away its outcome and leaves the rest of the query', () => {
    expect(toggleOutcome('', 'failed')).toBe('s:failed');
    expect(toggleOutcome('"two words" s:failed #tag', 'passed')).toBe('s:failed,passed "two words" #tag');
    expect(toggleOutcome('s:failed #tag', 'failed')).toBe('#tag');
    expect(toggleOutcome('-s:todo', 'failed')).toBe('s:failed -s:todo');
    expect(toggleOutcome('s:bad', 'empty')).toBe('s:failed,errored,timed-out');
  });
});
