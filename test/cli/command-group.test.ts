import { describe, expect, it } from 'vitest';
import { defineCommand } from '../../src/cli/command.js';
import { defineGroup } from '../../src/cli/command-group.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

const sing = defineCommand<{ loud?: boolean }>(
  {
    name: 'choir sing',
    summary: 'Sing a song',
    argument: { name: '[song]', summary: 'which' },
    options: [{ flags: '--loud', summary: 'louder' }],
    examples: ['moonrig choir sing'],
  },
  async ({ flags, paths }, io) => {
    io.stdout.write(`${paths[0]}${flags.loud === true ? '!' : ''}\n`);
    return 7;
  },
);
const choir = defineGroup({
  name: 'choir',
  summary: 'A choir',
  commands: {
    sing: { summary: 'sing a song', load: async () => ({ command: sing }) },
    rest: { summary: 'be silent', load: async () => Promise.reject(new Error('not asked for')) },
  },
});

async function start(...argv: string[]) {
  const io = createIo(createProject({}));
  const code = await choir.start(argv, io);
  return { code, ...io.printed };
}

const HELP = `Usage: moonrig choir <command>

A choir

Commands:
  sing  sing a song
  rest  be silent

  moonrig help choir <command>   its flags and examples
`;

describe('a group of commands', () => {
  it('starts the one that its first argument names, with the rest', async () => {
    expect(await start('sing', 'hymn', '--loud')).toEqual({ code: 7, out: 'hymn!\n', err: '' });
  });

  it('lists them when asked, and as a mistake when none is named', async () => {
    expect(await start('--help')).toEqual({ code: 0, out: HELP, err: '' });
    expect(await start()).toEqual({ code: 3, out: '', err: HELP });
    expect(await choir.help([])).toBe(HELP);
  });

  it('tells of one that is not there what was meant', async () => {
    await expect(start('sign')).rejects.toMatchObject({
      code: 'bad-command-line',
      message: 'there is no command choir sign; did you mean sing?',
      hint: 'there are sing, rest',
    });
    await expect(choir.help(['sign'])).rejects.toThrow('there is no command choir sign');
  });

  it('has the help pages of its commands', async () => {
    const page = await choir.help(['sing']);
    expect(page).toContain('Usage: moonrig choir sing [options] [song]');
    expect((await start('sing', '--help')).out).toBe(page);
    await expect(choir.help(['sing', 'x'])).rejects.toThrow('choir sing has no commands of its own, got x');
  });
});
