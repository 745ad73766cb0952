import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { showBindings } from '../../src/cli/help/bindings-page.js';
import { runCli } from '../../src/cli/run-cli.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

vi.mock('../../src/world/describe-bindings.js', () => ({
  describeBindings: () => [
    {
      name: 'clock',
      summary: 'the time of the world',
      functions: [
        {
          name: 'clock.now',
          signature: '() -> number',
          summary: 'Now.',
          example: 'local t = clock.now()',
          half: 'use',
        },
        {
          name: 'clock.set',
          signature: '(t: number)',
          summary: 'Sets it.',
          example: 'clock.set(0)\nclock.now()',
          half: 'control',
        },
      ],
    },
  ],
}));

async function cli(...argv: string[]) {
  const io = createIo(createProject({}));
  return { code: await runCli(argv, io), ...io.printed };
}

it('prints its version', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await cli('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

it('prints help without a command', async () => {
  const { code, out } = await cli();
  expect(code).toBe(0);
  expect(out).toContain('Usage: moonrig <command>');
  expect((await cli('--help')).out).toBe(out);
  expect((await cli('help')).out).toBe(out);
});

it('explains each command in two ways', async () => {
  for (const name of ['run', 'list', 'init', 'report', 'types', 'help']) {
    const { code, out } = await cli('help', name);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: moonrig ${name}`);
    expect(out).toContain(`Examples:\n  moonrig ${name}`);
    expect((await cli(name, '--help')).out).toBe(out);
  }
});

it('explains the bindings', async () => {
  expect((await cli('help', 'bindings')).out).toBe(
    [
      'clock: the time of the world',
      '    clock.now() -> number',
      '      Now.',
      '        local t = clock.now()',
      '  * clock.set(t: number)',
      '      Sets it.',
      '        clock.set(0)',
      '        clock.now()',
      '',
      'Marked *: in scenarios only; scripts under test do not have it.',
      '`moonrig help llm` or `moonrig help llm.on` tells more, also of the tables that are taken and given.',
      '',
    ].join('\n'),
  );
  expect(showBindings([])).toContain('Marked *');
});

it.each([
  [['rnu'], 'there is no command rnu\n  hint: did you mean run?'],
  [
    ['zzzzzz'],
    'there is no command zzzzzz\n  hint: there are run, list, bench, mutate, repl, init, rules, report, mocks, types, help',
  ],
  [['scenarios/a.lua'], 'there is no command scenarios/a.lua\n  hint: did you mean `moonrig run scenarios/a.lua`?'],
  [['--tag'], 'unknown flag --tag\n  hint: did you mean `moonrig run --tag`?'],
  [
    ['constructor'],
    'there is no command constructor\n  hint: there are run, list, bench, mutate, repl, init, rules, report, mocks, types, help',
  ],
  [['help', 'binding'], 'there is no help on binding\n  hint: did you mean bindings?'],
  [
    ['init', 'here'],
    'too many arguments. Expected 0 arguments but got 1.\n  hint: `moonrig help init` lists what it takes',
  ],
])('refuses %j with what may have been meant', async (argv, message) => {
  expect(await cli(...argv)).toEqual({ code: 3, out: '', err: `moonrig: ${message}\n` });
});
