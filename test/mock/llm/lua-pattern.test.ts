import { describe, expect, it } from 'vitest';
import { findPattern, findPatternProblem } from '../../../src/mock/llm/lua-pattern.js';
import { openTestVm } from '../../vm/harness.js';

const PATTERNS = [
  '', '^', '$', 'a', '^a', 'a$', '^a$', '.', '^.$', '%.', '[abc]', '[^abc]', '[a-c]+', '[]]', '[^]]', '[a-]', '[%a_]+', '[%-x]',
  'a*', 'a+', 'a-', 'a?', 'a-b', '(a*)b', '(a)(b)%2%1', '()a()', '%b()', '%bxx', '%f[%w]%w+', '%f[%W]', '^%s*$', '%d+%-%d+',
  '%u%l+', '%x%x', '%p', '%c', '%g+', '[%s%p]', '%S+', '[^%w]', 'ä', '[äö]', '%%', '^(.-)%s+(%a+)$', '((a)b)%2', '[a%]]',
] as const; // biome-ignore format: a table of short texts
const TEXTS = [
  '', 'a', 'b', 'ab', 'abba', 'aaab', 'xyz]', 'a-b', 'f(x(y)z)', 'THE (quick) fox', '2024-11-05', 'Hello World', '  \t', 'ä ö',
  'x\n', '%', '_a1', 'aba', 'a.b', 'xx',
] as const; // biome-ignore format: a table of short texts

describe('Lua patterns', () => {
  it('match what they match in Lua', async () => {
    const list = (texts: readonly string[]) => `{ ${texts.map((text) => JSON.stringify(text)).join(', ')} }`;
    const [found] = await openTestVm().run(`
      local found = {}
      for _, pattern in ipairs${list(PATTERNS)} do
        for _, text in ipairs${list(TEXTS)} do found[#found + 1] = string.find(text, pattern) ~= nil end
      end
      return found`);
    const ours = PATTERNS.flatMap((pattern) => TEXTS.map((text) => findPattern(pattern, text)));
    const show = (values: unknown) =>
      (values as boolean[]).map((value, i) => [PATTERNS[Math.floor(i / TEXTS.length)], TEXTS[i % TEXTS.length], value]);
    expect(show(ours)).toEqual(show(found));
    expect(PATTERNS.map(findPatternProblem)).toEqual(PATTERNS.map(() => undefined));
  });

  it.each([
    '%',
    'a%',
    '[a',
    '[^',
    '[%',
    '(a',
    '(a))',
    '%b',
    '%bx',
    '%fa',
    '%1',
    '(%1)',
    '(a)%2',
    '('.repeat(33) + ')'.repeat(33),
  ])('that are malformed say why, as Lua does: %s', async (pattern) => {
    const problem = await openTestVm().fail(
      `string.find("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(", ${JSON.stringify(pattern)})`,
    );
    expect(findPatternProblem(pattern)).toBeDefined();
    expect(problem).toContain(findPatternProblem(pattern)?.split(' %')[0]);
  });

  it('take no end of a long text', () => {
    expect(findPattern('^(.-)x$', `${'a'.repeat(100_000)}x`)).toBe(true);
    expect(findPattern('[^%z]*$', 'a'.repeat(100_000))).toBe(true);
  });
});
