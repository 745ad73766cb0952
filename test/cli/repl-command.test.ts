import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { createIo, type FakeIoParts } from '../support/io.js';
import { createProject } from '../support/project.js';

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

async function repl(lines: FakeIoParts['lines'], files: Record<string, string> = {}, flags: readonly string[] = []) {
  const root = createProject(files);
  roots.push(root);
  const io = createIo(root, { lines: lines ?? [] });
  const code = await runCli(['repl', ...flags], io);
  return { code, ...io.printed };
}

describe('moonrig repl', () => {
  it('prints values and what is printed, and ends with the lines', async () => {
    expect(await repl(['1 + 1', 'print("a\\tb\\27[2J")', '', '  ', 'x = 1', 'x, { "y" }'])).toEqual({
      code: 0,
      out: '2\na\tb\\x1b[2J\n1\n{ "y" }\n',
      err: '',
    });
  });

  it('gathers lines until a chunk is whole; Ctrl-C drops them', async () => {
    const lines = [
      'function f(n)',
      '',
      '  return n * 2',
      'end',
      'f(4)',
      'x = {',
      { kind: 'interrupted' },
      'f(5)',
    ] as const;
    expect(await repl(lines)).toEqual({ code: 0, out: '8\n10\n', err: '' });
  });

  it('prints errors apart, goes on, and ends a pipe with 1', async () => {
    expect(await repl(['error("no")', 'assert.is_true(nil)', ':frob', ':load', '1'])).toEqual({
      code: 1,
      out: '1\n',
      err: [
        'no',
        'expected true\n  at repl:1\n  expected: true\n  actual:   nil',
        'there is no :frob; :help lists what there is',
        ':load: a file is expected\n',
      ].join('\n'),
    });
  });

  it('says when the lines end in the middle of a chunk', async () => {
    expect(await repl(['x = {'])).toEqual({ code: 1, out: '', err: 'the input ends in the middle of a chunk\n' });
  });

  it(':load runs a file of the project, :journal shows what happened, :quit ends', async () => {
    const files = { 'lib/a.lua': 'helper = function() log.info("helped") end' };
    const { code, out, err } = await repl(
      [':journal', ':load ./lib/a.lua', 'helper()', ':journal', ':quit', '1'],
      files,
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe('nothing yet\n      0 ms  log              info: helped  lib/a.lua:1\n');
  });

  it(':help names each word, and two colons are Lua’s', async () => {
    const { out, err } = await repl([':help', '::again::']);
    for (const word of [':load', ':journal', ':help', ':quit']) expect(out).toContain(`  ${word} `);
    expect(err).toBe('');
  });

  it('asks at a breakpoint by the same lines', async () => {
    const { code, out } = await repl(['function f(n) breakpoint() return n end', 'f(1)', '=n', 'n = 2', 'c', 'n']);
    expect(out).toContain('Stopped at repl:1, in global f\nthe source is not known\n');
    expect(out.split('\n').slice(2)).toEqual(['1', '2', 'nil', '']);
    expect(code).toBe(0);
  });

  it('stops what a pipe brings at its deadline, and goes on', async () => {
    const { code, out, err } = await repl(['x = 1', 'while true do end', 'x', '2'], {}, ['--timeout', '200']);
    expect([code, out]).toEqual([1, 'nil\n2\n']);
    expect(err).toBe('stopped after 200 ms of real time; the VM begins anew: what it held is gone\n');
  });

  it('does not count the time at a breakpoint', async () => {
    const lines = ['function f() breakpoint() return 1 end', 'f()', 'c', 'f()', 'c'];
    const { code, err } = await repl(lines, {}, ['--timeout', '2000']);
    expect([code, err]).toEqual([0, '']);
  });

  it('ends with 130 when it is interrupted from outside', async () => {
    const root = createProject({});
    roots.push(root);
    const io = createIo(root, { lines: ['1'] });
    io.stop();
    expect(await runCli(['repl'], io)).toBe(130);
  });

  it('tells of a mock that cannot be read before it begins', async () => {
    const { code, err } = await repl(['1'], { 'mocks/llm/a.json': '[' });
    expect(code).not.toBe(0);
    expect(err).toContain('mocks/llm/a.json');
  });
});
