import { describe, expect, it } from 'vitest';
import { CONFIG_KEYS } from '../../src/cli/config/config-keys.js';
import { listTopics } from '../../src/cli/help/find-topic.js';
import { runCli } from '../../src/cli/run-cli.js';
import { readBaseMocks } from '../../src/mock/files/read-base-mocks.js';
import { describeBindings } from '../../src/world/describe-bindings.js';
import { loadReadLua } from '../../src/world/read-mocks.js';
import { createIo } from '../support/io.js';
import { createProject } from '../support/project.js';

async function help(topic: string) {
  const io = createIo(createProject({}));
  return { code: await runCli(['help', topic], io), ...io.printed };
}

async function page(topic: string): Promise<string> {
  const { code, out, err } = await help(topic);
  expect([topic, code, err]).toEqual([topic, 0, '']);
  return out;
}

describe('help on a name', () => {
  it('knows every binding, function and type, by each of its names', async () => {
    const names = [...listTopics(describeBindings()).keys()];
    expect(names).toEqual(expect.arrayContaining(['llm', 'LLM', 'LLM.call', 'llm_mock:reply', 'context', 'LlmReply']));
    for (const name of names) expect((await page(name)).length).toBeGreaterThan(name.length + 10);
  });

  it('shows a function with the tables that it takes and gives', async () => {
    expect(await page('git.blame')).toBe(`git.blame(path: string, rev?: string) -> GitBlamedLine[]
  Where each line of a file comes from, as it was at a revision, HEAD where left out. Renames are not followed.

    local author = git.blame("lib/auth.ex")[1].author

GitBlamedLine: Where a line comes from.
  hash    string   Of the commit that brought it.
  author  string   Who wrote that.
  date    string   When: ISO 8601 in UTC.
  line    integer  Its number, from 1.
  text    string   Without its line feed.
`);
  });

  it('shows each way to call, other names, methods, and who has it', async () => {
    const it = await page('it');
    expect(it).toMatch(
      /^it\(name: string, fn\?: fun\(\)\)\nit\(name: string, options: ScenarioOptions, fn: fun\(\)\)\n/,
    );
    expect(it).toContain(
      '  test, scenario and spec are the same.\n  In scenarios only; scripts under test do not have it.\n',
    );
    expect(await page('scenario')).toBe(it);
    expect(await page('describe')).toContain('* it(name: string, fn?: fun())\n');
    expect(await page('llm.on')).toContain('\nLlmMock: A scripted answer of the model.\n  llm_mock:reply(answer: ');
    expect(await page('clock.now')).not.toContain('In scenarios only');
  });

  it('takes a name as it is called', async () => {
    const on = await page('llm.on');
    for (const topic of ['LLM.on', 'llm.on{}', 'llm.on{ model = "x" }', 'llm.on()']) expect(await page(topic)).toBe(on);
  });

  it('shows a binding with its types once, and which functions scripts do not have', async () => {
    const llm = await page('llm');
    expect(llm).toMatch(/^llm, LLM: The model, mocked\./);
    expect(llm).toContain(
      '\nLlmTokens: Tokens of one call of the model.\n  input   integer  Tokens of the messages and of the tools offered.\n',
    );
    expect(llm.match(/llm_mock:times\(/g)).toHaveLength(1);
    expect(llm).toMatch(/\nMarked \*: in scenarios only; scripts under test do not have it\.\n$/);
    expect(await page('random')).not.toContain('Marked');
  });

  it('knows the names that follow from those of the checks', async () => {
    expect(await page('assert.is_not_true')).toBe(
      'assert.is_not_true: fun(value, note?)\n  The opposite of assert.is_true.\n',
    );
    expect(await page('assert')).toMatch(/\nAssertWords: .*\n {2}is, is_not, are, /);
  });

  it.each([
    ['bindngs', 'did you mean bindings?'],
    ['rnu', 'did you mean run?'],
    ['llm.onn', 'did you mean llm.on?'],
    ['on', 'did you mean llm.on or http.on or workspace.on?'],
    ['use', 'did you mean workspace.use or git.use?'],
    ['assert.sam', 'did you mean assert.same?'],
    ['LlmRepyl', 'did you mean LlmReply?'],
    ['constructor', '`moonrig help` lists the commands, `moonrig help bindings` what scripts can call'],
  ])('does not know %s, and says what may have been meant', async (topic, hint) => {
    expect(await help(topic)).toEqual({
      code: 3,
      out: '',
      err: `moonrig: there is no help on ${topic}\n  hint: ${hint}\n`,
    });
  });
});

describe('help config', () => {
  it('tells type, meaning and default of every key', async () => {
    const text = await page('config');
    for (const [name, { type, meaning }] of Object.entries(CONFIG_KEYS)) {
      expect(text).toContain(`\n  ${name}: ${type}`);
      expect(text).toContain(`\n      ${meaning}\n      default: `);
    }
    expect(text).toContain(`
  memoryMb: a whole number from 32 to 2048
      Cap of one VM’s memory, in MiB.
      default: 96
`);
    expect(text).toContain("default: [ 'junit', 'html', 'ndjson' ]\n");
  });

  it('names only flags that run takes', async () => {
    const run = await page('run');
    const flags = Object.values(CONFIG_KEYS).flatMap(({ flag }) => (flag === undefined ? [] : [flag]));
    expect(flags.length).toBeGreaterThan(5);
    for (const flag of flags) expect(run).toMatch(new RegExp(`^ {2}(?:-\\w, )?${flag} `, 'm'));
  });
});

describe('help mocks', () => {
  it('shows files as they are read', async () => {
    const text = await page('mocks');
    const example = /\n\n {2}(\[\n[\s\S]+?\n {2}\])\n/.exec(text)?.[1] ?? '';
    const mocks = await readBaseMocks({
      root: createProject({ 'mocks/llm/a.json': example }),
      folder: 'mocks',
      loadReadLua,
    });
    expect(mocks.llm.map(({ match, answers }) => [match.written, answers])).toMatchObject([
      [
        { model: 'haiku', contains: 'refund' },
        { isSequence: false, replies: [{ choices: [{ text: 'It is on its way.' }] }] },
      ],
      [
        { agent: 'planner', tools: ['read_file'] },
        { isSequence: true, replies: [{ fault: { kind: 'rate_limit' } }, {}] },
      ],
    ]);
  });

  it('shows mocks of services as they are read', async () => {
    const text = await page('mocks');
    const example = /mocks\/http:\n\n {2}(\[\n[\s\S]+?\n {2}\])\n/.exec(text)?.[1] ?? '';
    const mocks = await readBaseMocks({
      root: createProject({ 'mocks/http/a.json': example }),
      folder: 'mocks',
      loadReadLua,
    });
    expect(mocks.http.map(({ match, answers }) => [match.method?.oneOf, answers])).toMatchObject([
      [['GET'], { isSequence: false, replies: [{ status: 200, body: '{"name":"Ada"}' }] }],
      [['POST'], { isSequence: true, replies: [{ status: 503 }, { status: 201 }] }],
    ]);
  });

  it('shows a history as it is read', async () => {
    const text = await page('mocks');
    const example = /\n\n {2}(\{\n[\s\S]+?\n {2}\})\n/.exec(text)?.[1] ?? '';
    const mocks = await readBaseMocks({
      root: createProject({ 'mocks/git/a.json': example }),
      folder: 'mocks',
      loadReadLua,
    });
    expect(mocks.git.a?.commits.map(({ message }) => message)).toEqual(['Greet by name', 'Begin']);
  });

  it('tells of every field', async () => {
    const text = await page('mocks');
    for (const field of [
      'match?',
      'reply?',
      'replies?',
      'agent?',
      'latency_ms?',
      'cached?',
      'commits',
      'files?',
      'base64',
    ]) {
      expect(text).toMatch(new RegExp(`^ {2}${field.replace('?', '\\?')} +\\S`, 'm'));
    }
  });
});

it('the general page tells of every other', async () => {
  const io = createIo(createProject({}));
  await runCli(['help'], io);
  for (const topic of ['bindings', 'config', 'mocks']) expect(io.printed.out).toContain(`moonrig help ${topic} `);
});
