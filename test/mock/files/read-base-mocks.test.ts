import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readBaseMocks } from '../../../src/mock/files/read-base-mocks.js';
import { KnownError, showKnownError } from '../../../src/model/known-error.js';
import { loadReadLua } from '../../../src/world/read-mocks.js';
import { createProject } from '../../support/project.js';

const projects: string[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true, force: true });
});

async function read(files: Readonly<Record<string, string>>) {
  const root = createProject(files);
  projects.push(root);
  const problems: string[] = [];
  const mocks = await readBaseMocks({
    root,
    folder: 'mocks',
    loadReadLua,
    onProblem: (problem) => problems.push(showKnownError(problem)),
  });
  return { mocks, problems };
}

const YAML = `# What support answers.
- match:
    contains: refund
  reply:
    text: |
      It is on its way.
      Thank you.
    tokens: { input: 200, output: 40 }

- match: { model: haiku }
  replies: [one, two]
`;

describe('mock files', () => {
  it('are JSON or YAML, and say the same in both', async () => {
    const json = [
      {
        match: { contains: 'refund' },
        reply: { text: 'It is on its way.\nThank you.\n', tokens: { input: 200, output: 40 } },
      },
      { match: { model: 'haiku' }, replies: ['one', 'two'] },
    ];
    const [yaml, same] = [
      await read({ 'mocks/llm/a.yaml': YAML }),
      await read({ 'mocks/llm/a.json': JSON.stringify(json) }),
    ];
    expect([yaml.problems, same.problems]).toEqual([[], []]);
    const withoutPlaces = (mocks: typeof yaml.mocks.llm) => mocks.map(({ at: _, ...mock }) => mock);
    expect(withoutPlaces(yaml.mocks.llm)).toEqual(withoutPlaces(same.mocks.llm));
  });

  it('may be Lua that returns data, which is run with nothing around it', async () => {
    const { mocks, problems } = await read({
      'mocks/llm/a.lua': `local replies = {}
for i = 1, 3 do replies[i] = "answer " .. i end

return {
  { match = { contains = "refund" }, reply = { text = "It is on its way.", tokens = { input = 200, output = 40 } } },

  { match = { model = "haiku" }, replies = replies },
}
`,
      'mocks/git/old.lua': 'return { { message = "Begin", changes = { ["a.txt"] = "one\\n" } } }\n',
    });
    expect(problems).toEqual([]);
    expect(
      mocks.llm.map(({ at, answers }) => [at?.line, answers.kind === 'replies' && answers.replies.length]),
    ).toEqual([
      [5, 1],
      [7, 3],
    ]);
    expect(Object.keys(mocks.git)).toEqual(['old']);
  });

  it('in Lua that are wrong are told of with their line', async () => {
    const { problems } = await read({
      'mocks/llm/a.lua': 'return {\n  { match = {},\n    replay = "x" } }',
      'mocks/llm/b.lua': 'return {\n  { match = {}, reply = "x" ',
      'mocks/llm/c.lua': '\nerror("not today")',
      'mocks/llm/d.lua': 'return { { match = {}, reply = print } }',
      'mocks/llm/e.lua': 'local x = 1',
      'mocks/llm/f.lua': 'while true do end',
      'mocks/llm/g.lua': 'return { { match = {}, reply = require("secrets") } }',
      'mocks/llm/h.lua': 'return { { match = {}, reply = llm.call("haiku", "x") } }',
      'mocks/llm/i.lua': 'local t = {} t[1] = t return t',
      'mocks/llm/j.lua': 'return "x"',
    });
    expect(problems.map((problem) => problem.split('\n')[0])).toMatchInlineSnapshot(`
      [
        "mocks/llm/a.lua:3: [0].replay: unknown field replay; did you mean reply? (known: name, match, reply, replies, times, at_least, after, sometimes)",
        "mocks/llm/b.lua:2: '}' expected near <eof>",
        "mocks/llm/c.lua:2: not today",
        "mocks/llm/d.lua: what it returns is no data: [1].reply: a function cannot cross to the host",
        "mocks/llm/e.lua: the file returns nothing",
        "mocks/llm/f.lua:1: used up its budget of 10000000 steps",
        "mocks/llm/g.lua:1: require: module secrets was not found: data has no modules",
        "mocks/llm/h.lua:1: attempt to index a nil value (global 'llm')",
        "mocks/llm/i.lua: what it returns is no data: [1]: a table that contains itself cannot cross to the host",
        "mocks/llm/j.lua:1: a list of mocks is expected, got a text",
      ]
    `);
  });

  it('have the lines of their entries', async () => {
    const { mocks } = await read({ 'mocks/llm/a.yaml': YAML });
    expect(mocks.llm.map(({ at }) => at)).toEqual([
      { file: 'mocks/llm/a.yaml', line: 2 },
      { file: 'mocks/llm/a.yaml', line: 10 },
    ]);
  });

  it('lie in folders too, in the order of their paths, and are named by them', async () => {
    const { mocks, problems } = await read({
      'mocks/llm/b.json': '[{ "match": {}, "reply": "third" }]',
      'mocks/llm/a/z.yml': '[{ match: {}, reply: first }]',
      'mocks/llm/a.json': '[{ "match": {}, "reply": "second" }]',
      'mocks/llm/.draft.json': 'nothing yet',
      'mocks/git/team/old.yaml': '[{ message: Begin }]',
      'mocks/agents/team/scribe.yaml': '[{ reply: { text: done } }]',
    });
    expect(problems).toEqual([]);
    expect(mocks.llm.map(({ at }) => at?.file)).toEqual(['mocks/llm/a.json', 'mocks/llm/a/z.yml', 'mocks/llm/b.json']);
    expect([Object.keys(mocks.git), Object.keys(mocks.agents)]).toEqual([['team/old'], ['team/scribe']]);
  });

  it('may lie behind links, which may lead in circles', async () => {
    const root = createProject({ 'shared/a.json': '[{ "match": {}, "reply": "x" }]', 'mocks/llm/own/.keep': '' });
    projects.push(root);
    symlinkSync('../../shared', join(root, 'mocks/llm/shared'));
    symlinkSync('..', join(root, 'mocks/llm/own/up'));
    const { llm } = await readBaseMocks({ root: root, folder: 'mocks', loadReadLua });
    expect(llm.map(({ at }) => at?.file)).toEqual(['mocks/llm/shared/a.json']);
  });

  it('that are wrong are all told of, and the others are read', async () => {
    const { mocks, problems } = await read({
      'mocks/llm/a.yaml': '- match: { contains: x }\n  reply: [\n',
      'mocks/llm/b.yaml': '- match: {}\n  replay: hello\n',
      'mocks/llm/c.json': '[{ "match": {} "reply": "x" }]',
      'mocks/llm/d.yaml': '- match: {}\n  reply: fine\n',
      'mocks/git/e.yaml': '- massage: Begin\n',
      'mocks/http/f.yaml': '',
      'mocks/http/g.yaml': 'match: {}\n',
      'mocks/http/h.yaml': '- &a { match: {} }\n- *b\n',
      'mocks/http/i.yaml': '- match: {}\n  match: {}\n',
      'mocks/http/j.yaml': '- ? { a: 1 }\n  : 2\n',
      'mocks/http/k.yaml': 'a: 1\n---\nb: 2\n',
      'mocks/http/l.yaml': '- match: !secret x\n',
    });
    expect(mocks.llm).toHaveLength(1);
    expect(problems.map((problem) => problem.split('\n')[0])).toMatchInlineSnapshot(`
      [
        "mocks/llm/a.yaml:3: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]",
        "mocks/llm/b.yaml:2: [0].replay: unknown field replay; did you mean reply? (known: name, match, reply, replies, times, at_least, after, sometimes)",
        "mocks/llm/c.json:1: not valid JSON: comma expected",
        "mocks/http/f.yaml:1: not valid YAML: the file is empty",
        "mocks/http/g.yaml:1: a list of mocks is expected, got a table",
        "mocks/http/h.yaml:2: not valid YAML: nothing before is called &b",
        "mocks/http/i.yaml:2: not valid YAML: map keys must be unique",
        "mocks/http/j.yaml:1: not valid YAML: the key of a field is a text",
        "mocks/http/k.yaml:2: not valid YAML: the file has several documents; one is expected",
        "mocks/http/l.yaml:1: not valid YAML: unresolved tag: !secret",
        "mocks/git/e.yaml:1: [0].massage: unknown field massage; did you mean message? (known: message, hash, author, date, changes, files, parents, branch, tag)",
      ]
    `);
  });

  it('of one name are refused', async () => {
    const { problems } = await read({
      'mocks/git/old.json': '[{ "message": "Begin" }]',
      'mocks/git/old.yaml': '- message: Begin\n',
    });
    expect(problems).toEqual([
      'mocks/git/old.yaml: old is there already, in mocks/git/old.json\n  hint: rename one of the two',
    ]);
  });

  it('end the reading at the first that is wrong where nobody wants to hear of all', async () => {
    const root = createProject({ 'mocks/llm/a.yaml': '- reply: x\n  typo: y\n' });
    projects.push(root);
    const failing = readBaseMocks({ root: root, folder: 'mocks', loadReadLua });
    await expect(failing).rejects.toThrow(KnownError);
    await expect(failing).rejects.toMatchObject({ at: { file: 'mocks/llm/a.yaml', line: 2 } });
  });

  it('cannot swell by aliases', async () => {
    const level = (n: number) => `x${n}: &x${n} [${Array.from({ length: 10 }, () => `*x${n - 1}`).join(', ')}]`;
    const { problems } = await read({
      'mocks/llm/a.yaml': `x0: &x0 [a]\n${Array.from({ length: 9 }, (_, i) => level(i + 1)).join('\n')}\n`,
    });
    expect(problems).toEqual(['mocks/llm/a.yaml: not valid YAML: its aliases make it far larger than it is']);
  });
});
