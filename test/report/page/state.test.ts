import { expect, it } from 'vitest';
import { readState, writeState } from '../../../src/report/page/state.js';

const first = { query: '', open: '', attempt: 0, source: '', overview: false, theme: '' } as const;

it('reads back what it wrote, whatever names hold', () => {
  const state = {
    query: 's:failed #tag & "=%"',
    open: 'a.lua::x › <b>\n#2+',
    attempt: 2,
    source: 'rules/a b.lua',
    overview: true,
    theme: 'dark',
  } as const;
  expect(readState(writeState(state))).toEqual(state);
});

it('writes nothing for a page as it is first opened', () => {
  expect(writeState(first)).toBe('#');
  expect(readState('')).toEqual(first);
});

it('passes over what it does not know', () => {
  expect(readState('#attempt=-1&theme=pink&view=x&later=1&%%%')).toEqual(first);
});
