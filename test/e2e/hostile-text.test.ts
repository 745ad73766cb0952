import { describe, expect, it } from 'vitest';
import { openProject, readText, spawnMoonrig } from './moonrig.js';
import { findAll, parseXml } from './xml.js';

const HOSTILE = String.raw`
it("new\nline\rback\ttab", function() assert.equal("a\nb", "a\nc") end)
it("esc \27[31mred\27[0m \27]0;title\7 \155\0\127", function()
  print("out \27[2J ]]> \0")
  assert.equal("\27[2J", "]]>\0")
end)
it("]]> <b>&amp;</b> \"q\" 'p'", function() error("]]> <x> & \27[2J \8 boom\r\nsecond") end)
it("</script><script>alert(1)</script><!-- ${'$'}{x}", function()
  print("</script><script>alert(2)</script>")
  assert(false, "</script><!--")
end)
it("\226\128\174turned \239\191\190\239\191\191", function() assert(false, "\226\128\174turned") end)
it("bytes \255\254 \237\160\128", function() assert.equal("\255", "\254") end)
it("", function() error("") end)
it(("long "):rep(2000), function() error(("wide "):rep(50000)) end)
pending("later \27[2J", "because \27[31m\n]]>")
`;
const FILE = 'scenarios/hostile.scenario.lua';
const ODD_FILE = 'scenarios/odd "&<>\' ]]> \u001b[31m \n x.scenario.lua';

/** All that a terminal must never be given: controls but for the newlines between our lines, and turns of direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const HARMFUL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;

function openHostile(): string {
  return openProject({
    [FILE]: HOSTILE,
    [ODD_FILE]: 'it("odd", function() assert.equal(1, 2) end)\n',
    'package.json': JSON.stringify({ name: 'evil </script>\u001b[31m ]]>' }),
  });
}

describe('hostile text', () => {
  it('reaches neither terminal nor log', async () => {
    const cwd = openHostile();
    const { code, stdout, stderr } = await spawnMoonrig(['run', '--seed', 's\u001b[2J'], { cwd });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).not.toMatch(HARMFUL);
    expect(stdout).toContain('✗ failed  new\\nline\\rback\\ttab  scenarios/hostile.scenario.lua:2\n');
    expect(stdout).toContain('✗ failed  esc \\x1b[31mred\\x1b[0m');
    expect(stdout.split('\n').length).toBeLessThan(400);
    for (const args of [
      ['list'],
      ['run', '--debug'],
      ['run', '-t', '\u001b[2J'],
      ['run', '\u001b[2J'],
      ['\u001b[2J'],
    ]) {
      const ended = await spawnMoonrig(args, { cwd });
      expect(`${ended.stdout}${ended.stderr}`, args.join(' ')).not.toMatch(HARMFUL);
      expect(ended.code).not.toBe(4);
    }
  });

  it('is well-formed XML, each scenario with a name of its own', async () => {
    const cwd = openHostile();
    await spawnMoonrig(['run'], { cwd });
    const root = parseXml(readText(cwd, 'reports/junit.xml'));
    expect(root.attributes).toMatchObject({ tests: '10', failures: '6', errors: '3', skipped: '1' });
    const cases = findAll(root, 'testcase');
    const names = cases.map(({ attributes: { classname, name } }) => `${classname}.${name}`);
    expect(new Set(names).size).toBe(10);
    expect(names.every((name) => !name.endsWith('.'))).toBe(true);
    expect(findAll(root, 'failure').map(({ attributes }) => attributes.type)).toContain('equal');
    expect(cases.map(({ attributes }) => attributes.name)).toContain(`]]> <b>&amp;</b> "q" 'p'`);
  });

  it('ends no script of the page and starts none', async () => {
    const cwd = openHostile();
    await spawnMoonrig(['run'], { cwd });
    const page = readText(cwd, 'reports/report.html');
    expect(page).not.toContain('alert(1)</script>');
    expect(page).not.toContain('alert(2)</script>');
    expect(page).not.toContain('evil </script>');
    const plain = openProject({ 'scenarios/a.scenario.lua': 'it("a", function() assert(true) end)\n' });
    await spawnMoonrig(['run'], { cwd: plain });
    const count = (text: string, tag: RegExp) => text.match(tag)?.length;
    const clean = readText(plain, 'reports/report.html');
    for (const tag of [/<script/gi, /<\/script/gi, /<!--/g]) expect(count(page, tag)).toBe(count(clean, tag));
  });

  it('comes back from the record as it was', async () => {
    const cwd = openHostile();
    await spawnMoonrig(['run'], { cwd });
    const lines = readText(cwd, 'reports/run.ndjson').trimEnd().split('\n');
    const names = lines.map((line) => JSON.parse(line)).flatMap(({ result }) => result?.scenario.path ?? []);
    expect(names).toContain('new\nline\rback\ttab');
    expect(names).toContain('esc \u001b[31mred\u001b[0m \u001b]0;title\u0007 \ufffd\u0000\u007f');
    const { code } = await spawnMoonrig(['run', '--last-failed', '--reporter', 'ndjson'], { cwd });
    expect(code).toBe(1);
    expect(
      readText(cwd, 'reports/run.ndjson')
        .trimEnd()
        .split('\n')
        .filter((line) => line.includes('scenario.finished')),
    ).toHaveLength(9);
  });
});
