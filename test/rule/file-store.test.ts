import { describe, expect, it } from 'vitest';
import { FileRuleStore } from '../../src/rule/file-store.js';
import { prepareRule } from '../../src/rule/prepare-rule.js';
import { hashSource } from '../../src/script/script-source.js';
import { makeProject, writeFiles } from './rule-project.js';

const options = {
  memoryBytes: 32 * 1024 * 1024,
  now: () => 0,
  print: () => undefined,
  findModule: () => {
    throw new Error('no module is asked for');
  },
};

const SAY = 'return function() return { decision = "escalated", confidence = 1, reasoning = "lua" } end';

async function problem(store: FileRuleStore, id: string) {
  return await store.get(id).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('rules in files', () => {
  it('are the Lua and TypeScript files below their folders, but for scenarios, benches and what is hidden', async () => {
    const root = makeProject({
      'rules/a.lua': SAY,
      'rules/quality/gate.ts': 'export default () => 1',
      'rules/quality/init.lua': SAY,
      'rules/a.scenario.lua': '',
      'rules/a.bench.lua': '',
      'rules/a.test.ts': '',
      'rules/types.d.ts': '',
      'rules/_shared/words.lua': '',
      'rules/node_modules/x/x.lua': '',
      'rules/readme.md': '',
    });
    const heads = await new FileRuleStore({ root }).list();
    expect(heads.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'lua'],
      ['quality', 'lua'],
      ['quality/gate', 'native'],
    ]);
    expect(heads[0]?.version).toBe(hashSource(new TextEncoder().encode(SAY)));
  });

  it('may have a native twin', async () => {
    const root = makeProject({ 'rules/a.lua': SAY, 'rules/a.ts': 'export default () => ({ decision: "x" })' });
    const store = new FileRuleStore({ root });
    expect((await store.list()).length).toBe(1);
    expect((await store.get('a'))?.kind).toBe('lua');
    expect((await store.get('a', 'native'))?.path).toBe('rules/a.ts');
    expect(await store.get('b')).toBeUndefined();
  });

  it('go before their namesakes in later folders, but may not be there twice in one', async () => {
    const root = makeProject({ 'mine/a.lua': SAY, 'all/a.lua': SAY, 'all/b.ts': '', 'all/b.js': '' });
    expect((await new FileRuleStore({ root, folders: ['mine/'] }).get('a'))?.path).toBe('mine/a.lua');
    await expect(new FileRuleStore({ root, folders: ['mine', 'all'] }).list()).rejects.toMatchObject({
      message: 'the rule b is there twice: all/b.js is the other',
      at: { file: 'all/b.ts' },
    });
  });

  it('say what they are in the table they return, and the .json beside them has the last word', async () => {
    const root = makeProject({
      'rules/a.lua': `return {
        version = 2, input = { type = "object" }, thresholds = { low = 1, high = 2 },
        decide = function(c, t) return low end,
      }`,
      'rules/b.lua': `local limits = { low = 1, high = 2 }
        return { version = "1.0", thresholds = limits, decide = function() return limits end }`,
      'rules/b.json': '{ "thresholds": { "high": 9.5 }, "version": "1.1" }',
      'rules/c.lua': 'function decide() return thresholds.high end function help() end',
      'rules/c.json': '{ "thresholds": { "high": 7 }, "entry": "decide" }',
    });
    const store = new FileRuleStore({ root });
    const open = async (id: string) => {
      const rule = await store.get(id);
      if (rule === undefined) throw new Error('there is no rule');
      return prepareRule(rule, options);
    };
    expect((await open('a')).settings).toEqual({
      version: '2',
      input: { type: 'object' },
      thresholds: { low: 1, high: 2 },
    });
    const b = await open('b');
    expect(b.head).toMatchObject({ label: '1.1' });
    expect(b.run({})).toEqual({ low: 1, high: 9.5 });
    expect((await open('c')).run({})).toBe(7);
  });

  it('have a version of all that decides how they run', async () => {
    const root = makeProject({
      'rules/a.lua': 'local words = require "_shared.words" return function() return words end',
      'rules/_shared/words.lua': 'return "first"',
      'rules/b.ts': "import { word } from './_word.js';\nexport default () => word;",
      'rules/_word.ts': "export const word = 'first';",
    });
    const store = new FileRuleStore({ root });
    const versions = async () => (await store.list()).map(({ version }) => version);
    const first = await versions();
    const [lua, native] = await Promise.all([store.get('a'), store.get('b')]);
    writeFiles(root, { 'rules/_shared/words.lua': 'return "second"' });
    const second = await versions();
    writeFiles(root, { 'rules/_word.ts': "export const word = 'second';" });
    const third = await versions();
    expect([second[0] !== first[0], second[1], third[1] !== first[1], third[0]]).toEqual([
      true,
      first[1],
      true,
      second[0],
    ]);
    if (lua === undefined || native === undefined) throw new Error('there is no rule');
    // A rule that was read before goes on with what belongs to it.
    expect([prepareRule(lua, options).run({}), prepareRule(native, options).run({})]).toEqual(['first', 'first']);
    writeFiles(root, { 'rules/b.json': '{}' });
    expect((await versions())[1]).not.toBe(third[1]);
  });

  it('are told with their line where they are broken', async () => {
    const root = makeProject({
      'rules/a.ts': 'const a = 1;\nexport default () => {{ a;\n',
      'rules/b.ts': '\nthrow new Error("no");',
      'rules/c.ts': 'export const a = 1;',
      'rules/d.ts': 'export function one() {}\nexport function two() {}',
      'rules/e.ts': 'export default { run: 1 };',
      'rules/f.lua': SAY,
      'rules/f.json': '{\n "entry": 3 }',
      'rules/g.lua': SAY,
      'rules/g.json': '{\n "treshold": {} }',
      'rules/h.lua': SAY,
      'rules/h.json': '{\n"a" }',
      'rules/i.lua': '\u001bLua',
      'rules/j.ts': 'export default { run() {}, thresholds: [] };',
    });
    const store = new FileRuleStore({ root });
    const told = async (id: string) => await problem(store, id);
    expect(await told('a')).toMatchObject({ message: expect.stringContaining('does not parse'), at: { line: 3 } });
    expect(await told('b')).toMatchObject({ message: 'the module failed: no', at: { file: 'rules/b.ts', line: 2 } });
    expect(await told('c')).toMatchObject({ message: 'it exports no function, so it is no rule' });
    expect(await told('d')).toMatchObject({ message: expect.stringContaining('several functions (one, two)') });
    expect(await told('e')).toMatchObject({ message: expect.stringContaining('is no rule') });
    expect(await told('f')).toMatchObject({
      message: 'entry: a text is expected',
      at: { file: 'rules/f.json', line: 2 },
    });
    expect(await told('g')).toMatchObject({
      message: expect.stringContaining('did you mean thresholds?'),
      at: { line: 2 },
    });
    expect(await told('h')).toMatchObject({ message: expect.stringContaining('not JSON'), at: { line: 2 } });
    expect(await told('i')).toMatchObject({ message: expect.stringContaining('bytecode') });
    expect(await told('j')).toMatchObject({ message: 'thresholds: a table is expected' });
    expect((await store.list()).length).toBe(10);
  });

  it('can be read one by one', async () => {
    const root = makeProject({ 'rules/x/a.lua': SAY, 'drafts/a.lua': SAY });
    const store = new FileRuleStore({ root });
    expect([(await store.read('./rules/x/a.lua')).id, (await store.read('drafts/a.lua')).id]).toEqual([
      'x/a',
      'drafts/a',
    ]);
    await expect(store.read('rules/b.lua')).rejects.toThrow('there is no such file');
    await expect(store.read('rules/b.md')).rejects.toThrow('is no rule');
  });
});
