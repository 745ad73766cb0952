import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Entry } from '../../src/model/entry.js';
import type { Evaluated, Question } from '../../src/model/question.js';
import type { RunSettings } from '../../src/model/settings.js';
import { openRepl, type ReplSession } from '../../src/run/repl-session.js';
import { testSettings } from '../vm/harness.js';
import { useProjects } from './harness.js';

const { project } = useProjects();

interface TestRepl {
  readonly session: ReplSession;
  readonly entries: Entry[];
  readonly questions: Question[];
  /** What a chunk gives: its values, or `failed: ` and why. */
  run(source: string): Promise<string>;
  load(path: string): Promise<string>;
}

/** A session with a person who answers breakpoints with these lines. */
async function open(
  files: Record<string, string> = {},
  answers: readonly string[] = [],
  changes: Partial<RunSettings> = {},
): Promise<TestRepl> {
  const left = [...answers];
  const entries: Entry[] = [];
  const questions: Question[] = [];
  const session: ReplSession = await openRepl(testSettings(project(files), { debug: true, timeoutMs: 0, ...changes }), {
    onEntry: (entry) => entries.push(entry),
    person: {
      quit: () => session.interrupt(),
      ask: async (question) => {
        questions.push(question);
        return left.shift();
      },
    },
  });
  onTestFinished(() => session.close());
  return {
    session,
    entries,
    questions,
    run: async (source) => show(await session.evaluate({ kind: 'chunk', source })),
    load: async (path) => show(await session.evaluate({ kind: 'file', path })),
  };
}

function show(evaluated: Evaluated): string {
  if (evaluated.kind === 'unfinished') return 'unfinished';
  const told = [...evaluated.failures.map((failure) => failure.message), evaluated.text].filter((text) => text !== '');
  return `${evaluated.kind === 'failed' ? 'failed: ' : ''}${told.join('; ')}`;
}

describe('a session', () => {
  it('keeps globals, mocks and files from one evaluation to the next', async () => {
    const { run } = await open();
    expect(await run('x = 20')).toBe('');
    expect(await run('x + 1, "two", nil')).toBe('21\n"two"\nnil');
    await run('llm.on{ contains = "hi" }:reply("hello")');
    expect(await run('llm.call("simple", "hi").text')).toBe('"hello"');
    await run('workspace.write_file("a.txt", "text")');
    expect(await run('workspace.read_file("a.txt")')).toBe('"text"');
  });

  it.each(['x = {', 'f(', '1 +', 'if true then', 'x =', 'function f()', '[[', 'return', 'local x', '-- words\nfor'])(
    'knows that %j goes on, or that it need not',
    async (source) => {
      const isWhole = source === 'return' || source === 'local x';
      expect(await (await open()).run(source)).toBe(isWhole ? '' : 'unfinished');
    },
  );

  it('shows errors and goes on', async () => {
    const { run } = await open();
    expect(await run('nothing.x')).toBe("failed: attempt to index a nil value (global 'nothing')");
    expect(await run('x x')).toBe("failed: syntax error near 'x'");
    expect(await run('assert.equal(1, 2)')).toBe('failed: expected the two to be equal');
    expect(await run('error({ code = 1 })')).toBe('failed: error value: { code = 1 }');
    expect(await run('local t = {} for i = 1, 1e9 do t[i] = i end')).toBe('failed: not enough memory');
    expect(await run('1')).toBe('1');
  });

  it('tells a check of its own evaluation only', async () => {
    const { run } = await open();
    await run('assert.equal(1, 2)');
    expect(await run('1')).toBe('1');
    expect(await run('pcall(assert.equal, 1, 2)')).toMatch(/^expected the two to be equal; false\n/);
  });

  it('waits for the host, also in a coroutine', async () => {
    const { run } = await open();
    expect(await run('detect_language("a" .. ".ex")')).toBe('"elixir"');
    expect(await run('coroutine.wrap(function() return detect_language("a.rb") end)()')).toBe('"ruby"');
  });

  it('finds scripts and modules from the project’s folder, and tells what they note', async () => {
    const { run, entries } = await open({
      'rules/score.lua': 'function score(n) return n * 2 end',
      'lib.lua': 'return { name = "lib" }',
    });
    expect(await run('script.entry("rules/score")(4)')).toBe('8');
    expect(await run('require("lib").name')).toBe('"lib"');
    expect(entries.map(({ kind, file, line }) => [kind, file, line])).toEqual([
      ['script.load', 'repl', 1],
      ['require', 'repl', 1],
    ]);
  });

  it('loads files as they are at that moment', async () => {
    const root = project({ 'a.lua': 'value = 1' });
    const session = await openRepl(testSettings(root, { debug: true }), {
      onEntry: () => undefined,
      person: { ask: async () => undefined, quit: () => undefined },
    });
    onTestFinished(() => session.close());
    const load = async () => show(await session.evaluate({ kind: 'file', path: 'a.lua' }));
    expect(await load()).toBe('');
    writeFileSync(join(root, 'a.lua'), 'value = 2 it("x") it("y") return value');
    expect(await load()).toBe('2\n2 scenarios defined; `moonrig run` runs those of a file');
    writeFileSync(join(root, 'a.lua'), 'value =');
    expect(await load()).toBe('failed: a.lua:1: unexpected symbol near <eof>');
  });

  it('says why a file cannot be loaded', async () => {
    const { load } = await open();
    expect(await load('none.lua')).toBe('failed: none.lua: cannot be read: it does not exist (ENOENT)');
    expect(await load('../none.lua')).toMatch(/^failed: \.\.\/none\.lua: /);
  });

  it('begins with the setup files of the config, or says why it cannot', async () => {
    const files = { 'good.lua': 'helper = "helped"', 'bad.lua': 'nothing.x = 1' };
    expect(await (await open(files, [], { setupFiles: ['good.lua'], checks: 'lua' })).run('helper')).toBe('"helped"');
    const { run } = await open(files, [], { setupFiles: ['good.lua', 'bad.lua'] });
    const why = "failed: bad.lua:1: attempt to index a nil value (global 'nothing')";
    expect([await run('1'), await run('2')]).toEqual([why, why]);
  });

  it('begins with the same random numbers each time', async () => {
    const [one, two] = [await open(), await open()];
    expect(await one.run('random.number(), math.random()')).toBe(await two.run('random.number(), math.random()'));
  });

  it('stops at breakpoints', async () => {
    const { run, questions } = await open({ 'a.lua': 'function f(n)\n  breakpoint()\n  return n\nend' }, [
      'n = 5',
      'c',
    ]);
    await run('script.load("a").f(1)');
    expect(questions[0]).toMatchObject({ scenario: 'repl', prompt: 'debug> ' });
    expect(questions[0]?.text).toMatch(/^Stopped at a\.lua:2, /);
    const again = await open({ 'a.lua': 'function f(n)\n  breakpoint()\n  return n\nend' }, ['n = 5', 'c']);
    expect(await again.run('(script.load("a").f(1))')).toBe('5');
  });

  it('an interrupt ends what runs, also at a breakpoint, and the next evaluation finds a new VM', async () => {
    const { run, session, entries } = await open({}, ['quit']);
    const stopped = 'failed: stopped; the VM begins anew: what it held is gone';
    await run('x = 1');
    const endless = run('log.info("begun") while true do end');
    await expect.poll(() => entries.length).toBe(1);
    session.interrupt();
    expect(await endless).toBe(stopped);
    expect(await run('x')).toBe('nil');
    expect(await run('breakpoint()')).toBe(stopped);
    expect(await run('2')).toBe('2');
  });
});
