import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, PASSING, spawnMoonrig } from './moonrig.js';

const SCENARIO = { 'scenarios/a.scenario.lua': PASSING };

describe('a broken mock ends with 2, its file and line', () => {
  it.each([
    ['llm/a.json', '[\n  {\n    "match": {},\n    "reply": oops\n  }\n]', ':4: not valid JSON: invalid symbol\n'],
    ['llm/a.json', '[\n  { "reply": { "text": "x" } }\n', ':3: not valid JSON: close bracket expected\n'],
    ['llm/a.json', '', ':1: not valid JSON: the file is empty\n'],
    ['llm/a.json', '{}', ':1: a list of mocks is expected, got a table\n'],
    [
      'llm/a.json',
      '[\n {\n  "macth": {},\n  "reply": {}\n }\n]',
      ':3: [0].macth: unknown field macth; did you mean match?',
    ],
    [
      'llm/a.json',
      '[ { "match": {\n "modle": "x" },\n "reply": { "text": "" } } ]',
      ':2: [0].match.modle: unknown field modle',
    ],
    ['llm/a.json', '[\n {\n  "reply": { "text": 5 }\n }\n]', ':3: [0].reply.text: a text is expected, got a number\n'],
    ['llm/a.json', '[\n { "match": {} }\n]', ':2: [0]: a mock needs reply, or replies with at least one\n'],
    [
      'llm/a.json',
      '[ { "reply": {\n "text": "", "tokens": { "input": -5 } } } ]',
      ':2: [0].reply.tokens.input: a number from 0 up',
    ],
    [
      'http/a.json',
      '[\n {\n  "match": { "uri": "/" },\n  "reply": 200\n }\n]',
      ':3: [0].match.uri: unknown field uri; did you mean url?',
    ],
    [
      'http/a.json',
      '[\n {\n  "reply": { "status": 42 }\n }\n]',
      ':3: [0].reply.status: a status from 200 to 599 is expected',
    ],
    ['git/default.json', '[\n { "hash": "1234567" }\n]', ':2: [0]: a commit needs message\n'],
    ['git/default.json', '{\n "commit": []\n}', ':2: .commit: unknown field commit; did you mean commits?'],
    ['git/default.json', '[\n {\n  "message": "x",\n  "date": "30.12.2024"\n }\n]', ':4: [0].date: a date such as '],
    [
      'git/default.json',
      '{\n "commits": [],\n "changes": {\n  "a.txt": null\n }\n}',
      ':4: .changes.a.txt: there is no such file to delete\n',
    ],
    ['git/default.json', '[\n {\n  "subject": "x"\n }\n]', ':3: [0].subject: unknown field subject'],
  ])('%s %j', async (file, source, text) => {
    const cwd = openProject({ ...SCENARIO, [`mocks/${file}`]: source });
    const ended = await spawnMoonrig(['run'], { cwd });
    expectMistake(ended, { code: 2, text });
    expect(ended.stderr.startsWith(`moonrig: mocks/${file}:`)).toBe(true);
  });

  it('so does one that is a folder, a link in a circle, or a folder that is a file', async () => {
    const folder = openProject(SCENARIO);
    mkdirSync(join(folder, 'mocks/llm/a.json'), { recursive: true });
    expectMistake(await spawnMoonrig(['run'], { cwd: folder }), {
      code: 2,
      text: 'a.json: cannot be read: it is a folder',
    });
    const circle = openProject({ ...SCENARIO, 'mocks/git/b.json': '[]' });
    symlinkSync('default.json', join(circle, 'mocks/git/default.json'));
    const text = 'mocks/git/default.json: cannot be read: its symbolic links form a circle (ELOOP)\n';
    expectMistake(await spawnMoonrig(['run'], { cwd: circle }), { code: 2, text });
    const file = openProject({ ...SCENARIO, mocks: 'a file' });
    expectMistake(await spawnMoonrig(['run'], { cwd: file }), {
      code: 2,
      text: 'cannot be read: a part of its path is not a folder',
    });
  });
});

it('an unmatched call names the nearest mock, and no pcall hides it', async () => {
  const cwd = openProject({
    'mocks/llm/a.json': '[{ "match": { "model": "opus", "contains": "weather" }, "reply": { "text": "sun" } }]',
    'scenarios/a.scenario.lua': 'it("asks", function()\n  pcall(llm.call, "haiku", "weather?")\n  assert(true)\nend)\n',
  });
  const { code, stdout, stderr } = await spawnMoonrig(['run'], { cwd });
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toContain('no mock answers this call of the model haiku\n      at scenarios/a.scenario.lua:2\n');
  expect(stdout).toContain('mocks/llm/a.json');
  expect(stdout.match(/no mock answers/g)).toHaveLength(1);
});

it('an unmatched call that ends the scenario is told once, with the way there', async () => {
  const cwd = openProject({
    'rules/ask.lua': 'function ask()\n  return llm.call("haiku", "weather?").text\nend\n',
    'scenarios/a.scenario.lua': 'it("asks", function()\n  assert(script.entry("rules/ask")() ~= "")\nend)\n',
  });
  const { code, stdout } = await spawnMoonrig(['run'], { cwd });
  expect(code).toBe(1);
  expect(stdout.match(/no mock answers/g)).toHaveLength(1);
  expect(stdout).toContain('      at rules/ask.lua:2\n');
  expect(stdout).toContain('      scenarios/a.scenario.lua:2: in the function at line 1\n');
});
