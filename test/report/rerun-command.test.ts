import { expect, it } from 'vitest';
import { rerunCommand } from '../../src/report/rerun-command.js';

it('names the scenario by its line and the seed of the run', () => {
  expect(rerunCommand({ scenario: { file: 'scenarios/a.scenario.lua', line: 7 } }, '42')).toBe(
    'npx moonrig run scenarios/a.scenario.lua:7 --seed 42',
  );
});

it('names the order of the tasks, where that is not the plain one', () => {
  const scenario = { file: 'a.lua', line: 7 };
  const schedule = (number: number) => ({ number, triedCount: 9, isAll: false });
  expect(rerunCommand({ scenario, schedule: schedule(12) }, '1', { config: 'c.json' })).toBe(
    'npx moonrig run a.lua:7 --seed 1 --schedule 12 --config c.json',
  );
  expect(rerunCommand({ scenario, schedule: schedule(0) }, '1')).toBe('npx moonrig run a.lua:7 --seed 1');
});

it('leaves out a line that is not known', () => {
  expect(rerunCommand({ scenario: { file: 'a.lua', line: 0 } }, '42')).toBe('npx moonrig run a.lua --seed 42');
});

it('quotes what a shell would take apart', () => {
  expect(
    rerunCommand({ scenario: { file: "it's $HOME.lua", line: 1 } }, '', {
      command: 'moonrig',
      config: 'my config.json',
    }),
  ).toBe(`moonrig run 'it'\\''s $HOME.lua:1' --seed '' --config 'my config.json'`);
});

it('never lets a file pass for a flag', () => {
  expect(rerunCommand({ scenario: { file: '-rf.lua', line: 1 } }, '1')).toContain(' run ./-rf.lua:1 ');
});
