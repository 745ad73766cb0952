import { expect, it } from 'vitest';
import { EntryDepths } from '../../../src/cli/console/entry-depths.js';
import { PLAIN } from '../../../src/cli/console/palette.js';
import { showEntry } from '../../../src/cli/console/show-entry.js';
import { TraceView } from '../../../src/cli/console/trace-view.js';
import type { Entry } from '../../../src/model/entry.js';
import { createAgentJournal } from '../../report/journal-run.js';

function createView() {
  const lines: string[] = [];
  const sink = { line: (text: string) => lines.push(text.trim()), status: () => {}, close: () => {} };
  const view = new TraceView({ sink, palette: PLAIN });
  const tell = (worker: number, scenario: string, text?: string, number = 1) => {
    const entry: Entry | undefined = text === undefined ? undefined : { number, kind: 'log', at: 0, text };
    view.take({ worker, scenario, hasVerdict: scenario.includes('::'), ...(entry && { entry }) });
  };
  return { lines, view, tell };
}

const log = (text: string) => `0 ms  log              ${text}`;

it('prints one scenario as it goes, and the one beside it when that is over', () => {
  const { lines, view, tell } = createView();
  tell(0, 'a::1', 'x', 1);
  tell(1, 'b::1', 'y', 1);
  tell(0, 'a::1', 'z', 2);
  expect(lines).toEqual(['a::1', log('x'), log('z')]);
  view.end('b::1', 'passed b');
  expect(lines).toHaveLength(3);
  view.end('a::1', 'passed a');
  expect(lines.slice(3)).toEqual(['passed a', 'b::1', log('y'), 'passed b']);
});

it('takes the load of a file for over when its worker goes on', () => {
  const { lines, tell } = createView();
  tell(0, 'a', 'top level');
  tell(1, 'b', 'other');
  tell(0, 'a::1');
  expect(lines).toEqual(['a', log('top level'), 'b', log('other')]);
});

it('says where a scenario begins again, also in another worker', () => {
  const { lines, tell } = createView();
  tell(0, 'a::1', 'x', 1);
  tell(0, 'a::1', 'x', 1);
  tell(0, '');
  tell(1, 'a::1', 'x', 1);
  expect(lines).toEqual(['a::1', log('x'), '— again —', log('x'), '— again —', log('x')]);
});

it('keeps other lines out of a scenario, and loses none at the end', () => {
  const { lines, view, tell } = createView();
  tell(0, 'a::1', 'x');
  tell(1, 'b::1', 'y');
  view.aside(['the file a']);
  view.end('c::1', 'skipped c');
  expect(lines).toHaveLength(2);
  view.close();
  expect(lines.slice(2)).toEqual(['b::1', log('y'), 'the file a', 'skipped c']);
});

it('stands further in what was led to by a call, and each turn of an agent beside the last', () => {
  const depths = new EntryDepths();
  const shown = createAgentJournal().map((entry) => `${depths.add(entry)} ${entry.kind}`);
  expect(shown).toEqual([
    '0 log',
    '0 agent.task',
    '1 llm.call',
    '1 clock',
    '1 llm.call',
    '2 tool.call',
    '3 workspace.read',
    '2 tool.result',
    '1 llm.call',
    '1 workspace.write',
    '2 agent.hand_over',
    '3 agent.task',
    '4 task',
    '5 llm.call',
    '5 llm.call',
    '0 timer',
    '1 workspace.write',
    '3 agent.result',
    '0 agent.result',
    '0 future.kind',
    '0 check',
  ]);
});

it('cuts a line to the width of the terminal, and leaves out the address before the text', () => {
  const entry = { kind: 'log', at: 0, text: 'x'.repeat(500), file: 'a.lua', line: 3 };
  expect(showEntry(entry, { palette: PLAIN, columns: 100 })).toHaveLength(100);
  expect(showEntry({ ...entry, text: 'x' }, { palette: PLAIN, columns: 100 })).toContain('a.lua:3');
  expect(showEntry(entry, { palette: PLAIN, depth: 99, columns: 20 })).toContain('xxx…');
});
