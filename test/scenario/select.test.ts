import { expect, it } from 'vitest';
import type { Selection } from '../../src/model/settings.js';
import { selectScenarios } from '../../src/scenario/select.js';
import { createScenario } from '../support/scenarios.js';

const A = 'scenarios/a.scenario.lua';
const B = 'scenarios/Budget.scenario.lua';
const all = [
  createScenario('epic › low score', { line: 4, tags: ['fast', 'smoke'] }),
  createScenario('epic › high score', { line: 9, tags: ['slow'] }),
  createScenario('epic › row 1', { line: 14 }),
  createScenario('epic › row 2', { line: 14, tags: ['slow', 'smoke'] }),
  createScenario('splits evenly', { file: B, line: 2 }),
];

function names(selection: Selection): string[] {
  return selectScenarios(all, selection).map((scenario) => scenario.path.at(-1) ?? '');
}

it('keeps all without a selection, and the very list', () => {
  expect(selectScenarios(all, {})).toBe(all);
});

it('looks for text in name and file, in any case of letters', () => {
  expect(names({ filter: 'LOW' })).toEqual(['low score']);
  expect(names({ filter: 'epic › high' })).toEqual(['high score']);
  expect(names({ filter: 'epic > high' })).toEqual(['high score']);
  expect(names({ filter: 'epic high' })).toEqual(['high score']);
  expect(names({ filter: 'budget' })).toEqual(['splits evenly']);
  expect(names({ filter: '.*' })).toEqual([]);
});

it('tries a regular expression on names and file', () => {
  expect(names({ filter: '/row \\d$/' })).toEqual(['row 1', 'row 2']);
  expect(names({ filter: '/^epic low/' })).toEqual(['low score']);
  expect(names({ filter: '/^EPIC/' })).toEqual([]);
  expect(names({ filter: '/^EPIC .*low/i' })).toEqual(['low score']);
  expect(names({ filter: '/Budget\\.scenario/' })).toEqual(['splits evenly']);
  expect(names({ filter: '/half' })).toEqual([]);
});

it('refuses what is no regular expression', () => {
  expect(() => names({ filter: '/(/' })).toThrow(/^--filter \/\(\/ is not a regular expression: /);
  expect(() => names({ filter: '/a/g' })).toThrow('takes the flags i, m, s, u and v');
});

it('keeps any of the wanted tags and none of the unwanted', () => {
  expect(names({ tags: ['fast', 'slow'] })).toEqual(['low score', 'high score', 'row 2']);
  expect(names({ tags: ['!slow'] })).toEqual(['low score', 'row 1', 'splits evenly']);
  expect(names({ tags: ['smoke', '!slow'] })).toEqual(['low score']);
});

it('keeps the scenario defined nearest at or before a line', () => {
  expect(names({ lines: { [A]: [4] } })).toEqual(['low score', 'splits evenly']);
  expect(names({ lines: { [A]: [8, 11] } })).toEqual(['low score', 'high score', 'splits evenly']);
  expect(names({ lines: { [A]: [99] } })).toEqual(['row 1', 'row 2', 'splits evenly']);
});

it('keeps the first scenario for a line before it', () => {
  expect(names({ lines: { [A]: [1], [B]: [1] } })).toEqual(['low score', 'splits evenly']);
});

it('keeps scenarios by id, and the whole of a file that had not loaded', () => {
  expect(names({ ids: [`${A}::epic::row 2`] })).toEqual(['row 2']);
  expect(names({ ids: [`${B}::<load>`, `${A}::gone`] })).toEqual(['splits evenly']);
  expect(names({ ids: [] })).toEqual([]);
});

it('keeps the block whose teardown is named, or the file', () => {
  const blocks = ['block 0', 'block 1'].map((block) => createScenario(`${block} › x`, { file: A }));
  const kept = (id: string) => selectScenarios(blocks, { ids: [id] }).map(({ path }) => path[0]);
  expect(kept(`${A}::<teardown> block 1`)).toEqual(['block 1']);
  expect(kept(`${A}::<teardown>`)).toEqual(['block 0', 'block 1']);
});

it('wants all parts of a selection to agree', () => {
  expect(names({ filter: 'epic', tags: ['slow'], lines: { [A]: [14] } })).toEqual(['row 2']);
});
