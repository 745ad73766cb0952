import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { createIo } from '../../support/io.js';
import { createProject } from '../../support/project.js';

const projects: string[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true, force: true });
});

async function check(files: Readonly<Record<string, string>>, ...flags: string[]) {
  const root = createProject(files);
  projects.push(root);
  const io = createIo(root);
  const code = await runCli(['mocks', 'check', ...flags], io);
  return { code, ...io.printed };
}

const SCENARIO = `it("asks", function()
  assert.equal("used", llm.call("haiku", "used").text)
  assert.equal("canned", Agent.new("clerk"):execute{ description = "sort" }.text)
  assert.equal(1, #git.log{})
  assert.equal("a", workspace.read_file("a.txt"))
end)
`;

const USED = {
  'mocks/llm/a.json': '[{ "match": { "contains": "used" }, "reply": "used" }]',
  'mocks/agents/clerk.yaml': '- match: { contains: sort }\n  reply: canned\n',
  'mocks/git/default.json': '[{ "message": "Begin" }]',
  'mocks/workspaces/default/a.txt': 'a',
  'scenarios/a.scenario.lua': SCENARIO,
};

describe('moonrig mocks check', () => {
  it('has nothing to say where all mocks are used', async () => {
    expect(await check(USED)).toEqual({
      code: 0,
      out: '4 mocks in mocks: nothing to say against them\n1 scenario was run\n',
      err: '',
    });
  });

  it('finds mocks that no scenario uses, those that others shadow, and files that nothing reads', async () => {
    const { code, out } = await check({
      ...USED,
      'mocks/llm/a.json':
        '[\n{ "match": { "contains": "used" }, "reply": "old" },\n{ "match": { "contains": "use" }, "reply": "used" }]',
      'mocks/llm/b.yml': '- match: { contains: never }\n  reply: x\n- match: { contains: never }\n  replies: [a, b]\n',
      'mocks/http/c.yaml': '- match: { url: /users }\n  reply: 200\n',
      'mocks/agents/clerk.yaml':
        '- match: { contains: sort it }\n  reply: x\n- match: { contains: sort }\n  reply: canned\n',
      'mocks/git/old.yaml': '- message: Old\n',
      'mocks/workspaces/other/b.txt': 'b',
      'mocks/llm/notes.txt': 'x',
      'mocks/lmm/d.json': '[]',
    });
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "mocks/llm/notes.txt: nothing reads it: see \`moonrig help mocks\` for folders and endings
      mocks/lmm/d.json: nothing reads it: see \`moonrig help mocks\` for folders and endings
      mocks/llm/a.json:2: never answers ({"contains":"used"}): mocks/llm/a.json:3 comes first, and matches all that it does
      mocks/agents/clerk.yaml:1: never answers ({"contains":["sort it"]}): mocks/agents/clerk.yaml:3 comes first, and matches all that it does
      mocks/llm/b.yml:1: no scenario uses it ({"contains":"never"})
      mocks/llm/b.yml:3: no scenario uses it ({"contains":"never"})
      mocks/http/c.yaml:1: no scenario uses it ({"url":"/users"})
      mocks/git/old.yaml: no scenario uses it
      mocks/workspaces/other/: no scenario uses it
      11 mocks in mocks: 2 not read, 2 shadowed, 5 unused
      1 scenario was run
      "
    `);
  });

  it('tells of all broken files, and runs nothing then', async () => {
    const { code, out } = await check({
      ...USED,
      'mocks/llm/b.json': '[{ "match": {}, "replay": "x" }]',
      'mocks/git/c.yaml': '- message: [\n',
    });
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "mocks/llm/b.json:1: [0].replay: unknown field replay; did you mean reply? (known: name, match, reply, replies, times, at_least, after, sometimes)
      mocks/git/c.yaml:2: not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]
      5 mocks in mocks: 2 broken
      not run, because of what is broken: which mocks are used is not known
      "
    `);
  });

  it('looks at the files alone with --no-run, and says all as JSON with --json', async () => {
    const { code, out } = await check(USED, '--no-run');
    expect([code, out]).toEqual([0, '4 mocks in mocks: nothing to say against them\n']);
    const told = JSON.parse((await check(USED, '--json')).out);
    expect(told).toEqual({
      problems: [],
      strays: [],
      shadowed: [],
      mockCount: 4,
      unused: [],
      ran: { scenarioCount: 1, badCount: 0 },
    });
  });

  it('says where what is unused may be used by scenarios that did not pass', async () => {
    const { code, out } = await check({
      ...USED,
      'scenarios/a.scenario.lua': 'it("fails", function() assert(false) end)',
    });
    expect(code).toBe(1);
    expect(out).toContain('4 unused\n1 scenario was run; 1 did not pass, and may use more when they do\n');
  });
});
