import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { expectMistake, openProject, readEvents, readOutcomes, readText, spawnMoonrig, writeFiles } from './moonrig.js';

const RUN = ['run', '--workspace', 'real:app'];

/** A project with a folder to work in, and another for what is temporary. */
function open(source: string, files: Record<string, string> = {}) {
  const cwd = openProject({ 'scenarios/a.scenario.lua': source, 'app/lib/a.ex': 'one\n', ...files });
  const temporary = join(cwd, 'temporary');
  mkdirSync(temporary);
  return { cwd, temporary, env: { TMPDIR: temporary } };
}

/** Paths of the files in the copies that workers work in. */
function listCopies(temporary: string): string[] {
  const items = readdirSync(temporary, { recursive: true, encoding: 'utf8' });
  return items.filter((path) => /worker-\d+\//.test(path)).map((path) => path.replace(/^.*worker-\d+\//, ''));
}

/** Waits for what is sure to come; a test that waits in vain ends at its own deadline. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

describe('--workspace real:<folder>', () => {
  it('lets every scenario begin with the same files, whatever others, hooks and cases did', async () => {
    const { cwd, temporary, env } = open(`
      describe("work", function()
        setup(function() workspace.write_file("lib/setup.ex", "set up") end)
        before_each(function() workspace.append("lib/setup.ex", "!") end)
        for i = 1, 3 do
          it("number " .. i, function()
            assert.same({ "lib/a.ex", "lib/setup.ex" }, workspace.glob("**"))
            assert.equal("set up!", workspace.read_file("lib/setup.ex"))
            workspace.write_file("lib/a.ex", "changed by " .. i)
            workspace.move("lib/setup.ex", "moved/" .. i)
            workspace.delete("lib", { recursive = true })
            workspace.write_file("lib", "now a file")
            assert.workspace.diff_equals{ ["lib/a.ex"] = false, lib = "now a file", ["moved/" .. i] = "set up!" }
          end)
        end
        property("case", { cases = 5 }, gen.integer(1, 9), function(n)
          assert.equal("one\\n", workspace.read_file("lib/a.ex"))
          workspace.write_file("lib/a.ex", tostring(n))
          assert.equal(tostring(n), workspace.read_file("lib/a.ex"))
        end)
      end)
      it("on its own", function()
        assert.workspace.unchanged()
        workspace.use{ ["x"] = "in memory" }
        assert.same({ "x" }, workspace.glob("**"))
      end)`);
    const { code, stderr, stdout } = await spawnMoonrig(RUN, { cwd, env });
    expect([stderr, code, stdout.includes('Scenarios  5 passed of 5')]).toEqual(['', 0, true]);
    expect(readText(cwd, 'app/lib/a.ex')).toBe('one\n');
    expect(readdirSync(join(cwd, 'app'))).toEqual(['lib']);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('leaves out what git ignores, histories and installed packages, and tells what else it cannot take', async () => {
    const { cwd, env } = open(
      'it("lists", function() print(table.concat(workspace.glob("**"), " ")) assert(true) end)',
      {
        'app/.gitignore': '*.log\n/build/\n',
        'app/a.log': '',
        'app/build/x': '',
        'app/lib/build/x': '',
        'app/node_modules/p/index.js': '',
        'app/.git/HEAD': '',
        secret: 'secret',
      },
    );
    symlinkSync('../secret', join(cwd, 'app/out'));
    const { code, stdout } = await spawnMoonrig(RUN, { cwd, env });
    expect(code).toBe(0);
    const [result] = readEvents(cwd).flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
    expect(result?.output).toBe('.gitignore lib/a.ex lib/build/x\n');
    expect(stdout).toContain('not in the workspace real:app: out is a symbolic link that leads out of the workspace\n');
  });

  it('is part of the command that runs a failure again', async () => {
    const { cwd, env } = open('it("fails", function() assert.workspace.unchanged() workspace.read_file("none") end)');
    const { stdout } = await spawnMoonrig(RUN, { cwd, env });
    expect(stdout).toContain('again    npx moonrig run scenarios/a.scenario.lua:1 --seed 1 --workspace real:app\n');
    expect(stdout).toContain('npx moonrig run --last-failed --seed 1 --workspace real:app\n');
  });
});

describe('the copy of a real folder', () => {
  const STUCK = `
    it("stuck", function() workspace.write_file("lib/stuck.ex", "for real") while true do end end)
    it("next", function()
      assert.workspace.unchanged()
      assert.equal("one\\n", workspace.read_file("lib/a.ex"))
    end)`;

  it('holds what scenarios write while they run, and is gone with a worker that is killed', async () => {
    const { cwd, temporary, env } = open(STUCK);
    const seen: string[] = [];
    const ended = spawnMoonrig([...RUN, '--timeout', '1500', '--workers', '1'], { cwd, env });
    await until(() => listCopies(temporary).includes('lib/stuck.ex'));
    seen.push(...listCopies(temporary).sort());
    expect((await ended).code).toBe(2);
    expect(seen).toEqual(['lib', 'lib/a.ex', 'lib/stuck.ex']);
    expect(readOutcomes(cwd)).toEqual(['stuck: timed-out', 'next: passed']);
    expect([readdirSync(temporary), existsSync(join(cwd, 'app/lib/stuck.ex'))]).toEqual([[], false]);
  });

  it.each([
    ['Ctrl-C', ['SIGINT']],
    ['Ctrl-C twice', ['SIGINT', 'SIGINT']],
    ['the end of the terminal', ['SIGHUP']],
    ['a kill', ['SIGKILL']],
  ] as const)('is gone after %s', async (_, signals) => {
    const { cwd, temporary, env } = open(STUCK);
    let child: ChildProcess | undefined;
    let told = '';
    const onStdout = (soFar: string, started: ChildProcess) => {
      child = started;
      told = soFar;
    };
    // What is told at once makes the process known.
    writeFiles(cwd, { 'scenarios/0.scenario.lua': 'it("first", function() assert(true) end)' });
    const ended = spawnMoonrig([...RUN, '--timeout', '0', '--workers', '1'], { cwd, env, onStdout });
    await until(() => child !== undefined && listCopies(temporary).includes('lib/stuck.ex'));
    for (const [i, signal] of signals.entries()) {
      if (i > 0) await until(() => told.includes('Stopping'));
      child?.kill(signal);
    }
    await ended;
    await until(() => readdirSync(temporary).length === 0);
    expect(readFileSync(join(cwd, 'app/lib/a.ex'), 'utf8')).toBe('one\n');
  });
});

describe('--workspace refuses', () => {
  it.each([
    ['app', '--workspace: expected real:<folder>, found "app"'],
    ['real:', '--workspace: expected real:<folder>, found "real:"'],
    ['real:none', '--workspace real:none: there is no such folder'],
    ['real:app/lib/a.ex', '--workspace real:app/lib/a.ex: there is no such folder'],
  ])('%s', async (value, text) => {
    const { cwd, env, temporary } = open('it("a", function() assert(true) end)');
    expectMistake(await spawnMoonrig(['run', '--workspace', value], { cwd, env }), { code: 3, text });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('a folder that is too large, and names what makes it so', async () => {
    const { cwd, env } = open('it("a", function() assert(true) end)', { 'app/assets/small.png': 'x' });
    openSync(join(cwd, 'app/assets/film.mp4'), 'w');
    truncateSync(join(cwd, 'app/assets/film.mp4'), 300 * 1024 * 1024);
    const text = `--workspace real:app: 3 files, 300.0 MiB are too much for a workspace (at most 20000 files and 256 MiB)
  hint: name a smaller folder, or leave out in .gitignore what agents do not need; largest: assets/ (2 files, 300.0 MiB), lib/ (1 file, 0.0 MiB)`;
    expectMistake(await spawnMoonrig(RUN, { cwd, env }), { code: 3, text });
  });
});
