import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFolder, openProject, PASSING, readEvents, readText, spawnMoonrig } from './moonrig.js';
import { findAll, parseXml } from './xml.js';

const STUCK = 'it("stuck", function() while true do end end)\nit("never begun", function() assert(true) end)\n';
/** Long enough that the first file's line is out while both workers hang. */
const FILES = {
  'scenarios/a.scenario.lua': PASSING,
  'scenarios/b.scenario.lua': STUCK,
  'scenarios/c.scenario.lua': STUCK,
  'scenarios/d.scenario.lua': STUCK,
};
const RUN = ['run', '--timeout', '0', '--workers', '2'];

/** Sends signals, each as soon as stdout holds a text. */
function createSender(steps: readonly (readonly [text: string, signal: NodeJS.Signals])[]) {
  const open = [...steps];
  return (soFar: string, child: ChildProcess) => {
    const [step] = open;
    if (step === undefined || !soFar.includes(step[0])) return;
    open.shift();
    child.kill(step[1]);
  };
}

describe('Ctrl-C in the middle', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '(%s) ends with 130, whole reports of what was done, and no process left',
    async (signal) => {
      const cwd = openProject(FILES);
      const onStdout = createSender([['✓ scenarios/a.scenario.lua', signal]]);
      const { code, signal: endedBy, stdout, stderr } = await spawnMoonrig(RUN, { cwd, onStdout });
      expect([code, endedBy, stderr]).toEqual([130, null, '']);
      expect(stdout).toContain('Stopping … (Ctrl-C again to stop at once, without reports)\n');
      expect(stdout).toContain('Interrupted: the rest did not run.\n');
      expect(listFolder(cwd, 'reports')).toEqual(['junit.xml', 'report.html', 'run.ndjson']);
      const events = readEvents(cwd);
      expect(events.at(-1)).toMatchObject({ kind: 'run.finished', stopped: 'interrupted' });
      const done = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result.scenario.id] : []));
      expect(done).toEqual(['scenarios/a.scenario.lua::passes']);
      const names = findAll(parseXml(readText(cwd, 'reports/junit.xml')), 'testcase').map(
        ({ attributes }) => attributes.name,
      );
      expect(names).toContain('passes');
      const before = readText(cwd, 'reports/junit.xml');
      expect((await spawnMoonrig(['report'], { cwd })).code).toBe(0);
      expect(readText(cwd, 'reports/junit.xml')).toBe(before);
    },
  );

  it('tells all that was finished, also what a stuck worker had not told yet', async () => {
    const quick = (name: string) =>
      Array.from({ length: 20 }, (_, i) => `it("${name} ${i}", function() assert(true) end)\n`).join('');
    const stuck = `${quick('before')}it("stuck", function() while true do end end)\n${quick('after')}`;
    const cwd = openProject({ 'scenarios/a.scenario.lua': quick('a'), 'scenarios/b.scenario.lua': stuck });
    let isTimed = false;
    // By then the worker is stuck: it needs about a millisecond for what stands before.
    const onStdout = (_: string, child: ChildProcess) => {
      if (!isTimed) setTimeout(() => child.kill('SIGINT'), 1000);
      isTimed = true;
    };
    const { code } = await spawnMoonrig(['run', '--timeout', '0', '--workers', '1'], { cwd, onStdout });
    const done = readEvents(cwd).flatMap((event) =>
      event.kind === 'scenario.finished' ? [event.result.scenario] : [],
    );
    const told = done.filter(({ file }) => file === 'scenarios/b.scenario.lua').map(({ index }) => index);
    expect([code, told]).toEqual([130, Array.from({ length: 20 }, (_, i) => i)]);
  });

  it('keeps what is still bad for --last-failed', async () => {
    const cwd = openProject({ ...FILES, 'scenarios/e.scenario.lua': 'it("bad", function() assert(false) end)\n' });
    await spawnMoonrig(['run', 'scenarios/e.scenario.lua'], { cwd });
    await spawnMoonrig([...RUN, 'scenarios/[a-d]*'], { cwd, onStdout: createSender([['✓ scenarios/a', 'SIGINT']]) });
    const { stdout } = await spawnMoonrig(['run', '--last-failed'], { cwd });
    expect(stdout).toContain('✗ failed  bad');
  });

  it('ends a repl that a pipe feeds, whatever else the pipe brings', async () => {
    const stdin = 'print("begun") while true do end\nprint("further")\n';
    const onStdout = createSender([['begun', 'SIGINT']]);
    const ended = await spawnMoonrig(['repl', '--timeout', '0'], { cwd: openProject(), stdin, onStdout });
    expect([ended.code, ended.stdout]).toEqual([130, 'begun\n']);
    expect(ended.stderr).toBe('stopped; the VM begins anew: what it held is gone\n');
  });

  it('twice ends at once, and leaves no half of a report', async () => {
    const cwd = openProject(FILES);
    const onStdout = createSender([
      ['✓ scenarios/a.scenario.lua', 'SIGINT'],
      ['Stopping …', 'SIGINT'],
    ]);
    const { code, stderr } = await spawnMoonrig(RUN, { cwd, onStdout });
    expect([code, stderr]).toEqual([130, '']);
    const left = existsSync(join(cwd, 'reports')) ? listFolder(cwd, 'reports') : [];
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    if (left.includes('run.ndjson')) expect(readEvents(cwd).at(-1)?.kind).toBe('run.finished');
  });
});
