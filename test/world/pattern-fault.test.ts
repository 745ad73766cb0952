import { expect, it } from 'vitest';
import { findPatternFault } from '../../src/world/pattern-fault.js';
import { openTestVm } from '../vm/harness.js';

/** What Lua says where its matcher comes to the fault, on a text that takes it there. */
async function luaFault(pattern: string, text: string): Promise<string | undefined> {
  const vm = openTestVm();
  const source = `local ok, why = pcall(string.find, ${JSON.stringify(text)}, ${JSON.stringify(pattern)}) return ok, why`;
  const [ok, why] = await vm.run(source);
  return ok === true ? undefined : String(why);
}

it.each([
  ['a%', 'a'],
  ['a[b', 'ab'],
  ['[]', ']'],
  ['[^]', 'a'],
  ['[%', '%'],
  ['[a%', 'a'],
  ['%bx', 'x'],
  ['%b', 'x'],
  ['%f', 'x'],
  ['%fx', 'x'],
  ['(a', 'a'],
  ['.)', 'a'],
  ['(a))', 'a'],
  ['%1', 'a'],
  ['(%1)', 'a'],
  ['%0', 'a'],
  [`${'()'.repeat(33)}`, 'a'],
])('%s is refused, in the words of Lua', async (pattern, text) => {
  const told = await luaFault(pattern, text);
  expect(told).toBeDefined();
  const fault = findPatternFault(pattern) ?? '';
  expect(told).toContain(fault.replace(/ in pattern$| in pattern capture$/, ''));
  expect(fault).not.toBe('');
});

it.each([
  '',
  '^$',
  '[]]',
  '[^]]',
  '[%]]',
  '[a-z%-]+',
  '(a)%1',
  '((a)(b))%2',
  '()',
  '%b()',
  '%f[%w]',
  '%%',
  '[[]',
  'a]',
  'a)',
  `${'()'.repeat(32)}`,
])('%s is a pattern', async (pattern) => {
  expect(findPatternFault(pattern)).toBeUndefined();
  expect(await luaFault(pattern, 'abab()]')).toBeUndefined();
});
