import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseHistory } from '../../src/mock/git/parse-history.js';
import { isValueMap, type Value, type ValueMap } from '../../src/model/value.js';
import { SAMPLE } from '../mock/git/sample-history.js';
import { buildRepository } from '../support/git-repository.js';
import { openTestVm } from '../vm/harness.js';
import { findTool } from './tool.js';

const git = findTool(['git'], 'GIT');

/** What git says in a folder, with no config but the repository's own. */
function ask(dir: string, ...args: string[]): string {
  const plain = [
    '-c',
    'core.quotePath=false',
    '-c',
    'core.abbrev=7',
    '-c',
    'diff.renames=false',
    '-c',
    'core.pager=cat',
  ];
  const env = {
    ...process.env,
    HOME: '/nowhere',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    TZ: 'UTC',
    LC_ALL: 'C',
  };
  const { status, stdout, stderr } = spawnSync(git ?? '', [...plain, '-C', dir, ...args], { env, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  return stdout.toString('latin1');
}

/** The first result of Lua over the repository, with texts of one character a byte as `ask` has them. */
async function lua(dir: string, source: string): Promise<Value> {
  const vm = openTestVm({}, { git: { repository: dir } });
  return (await vm.run(source))[0];
}

async function text(dir: string, source: string): Promise<string> {
  return toBytes(await lua(dir, `return ${source}`));
}

function toBytes(value: Value): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return Buffer.from(String(value), 'utf8').toString('latin1');
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}

async function listLines(dir: string, options: string): Promise<string[]> {
  const lines = await lua(dir, `return git.log{ max_count = 100000, ${options} }`);
  return Array.isArray(lines) ? lines.map(toBytes) : [];
}

const log = (dir: string, ...args: string[]) => linesOf(ask(dir, 'log', '--format=%h %s', ...args));

/**
 * A patch without what two good diffs may say differently: where a line is added between equal ones, each of them may be
 * called the new one, and git keeps no line for common to both that stands in a file too often, such as an empty one. Left
 * are the heads of the files, and each file's added and removed lines with a word in them, sorted.
 */
function sortPatch(patch: string): string[] {
  const files = patch.split(/^(?=diff --git )/m);
  return files.map((file) => {
    const lines = file.split('\n').filter((line) => !/^(?: |@@|\\|$|[+-]\W*(?:end\W*)?$)/.test(line));
    const first = lines.findIndex((line) => line.startsWith('+++ '));
    return first === -1 ? file : [...lines.slice(0, first + 1), ...lines.slice(first + 1).sort()].join('\n');
  });
}

/** Lines that stand in a file once, with the commit of each: what blame cannot take for another line. */
function blameOf(lines: readonly { text: string; hash: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return lines.filter(({ text }) => counts.get(text) === 1).map(({ text, hash }) => `${hash} ${text}`);
}

function readBlame(output: string): { text: string; hash: string }[] {
  return [...output.matchAll(/^([0-9a-f]{40}) \d+ \d+.*\n(?:[^\t].*\n)*\t(.*)$/gm)].map(([, hash = '', text = '']) => ({
    hash,
    text,
  }));
}

/** The date of `git show` is that of the author's zone; ours is UTC. */
function withoutDate(shown: string): string {
  return shown.replace(/^Date: .*$/m, 'Date:');
}

function describeRepository(dir: () => string, normalize: (patch: string) => unknown) {
  it.each([
    ['', []],
    ['author = "mira@"', ['--author=mira@']],
    ['grep = "the"', ['--grep=the']],
    ['max_count = 3, skip = 1', ['--max-count=3', '--skip=1']],
    ['rev = "HEAD~1"', ['HEAD~1']],
    ['path = "src/mock"', ['--', 'src/mock']],
    ['path = "lib"', ['--', 'lib']],
    ['path = "README.md"', ['--', 'README.md']],
  ])('log{ %s } has the commits of git log, in its order', async (options, args) => {
    expect(await listLines(dir(), options)).toEqual(log(dir(), ...args));
  });

  it('shows each commit as git show does', async () => {
    for (const hash of linesOf(ask(dir(), 'log', '--no-merges', '--max-count=60', '--format=%H'))) {
      const shown = withoutDate(await text(dir(), `git.show("${hash}")`));
      expect(normalize(shown)).toEqual(normalize(withoutDate(ask(dir(), 'show', hash))));
    }
  });

  it('tells the status as git status --porcelain does', async () => {
    const entries = await lua(dir(), 'return git.status()');
    const shown = asMaps(entries).map(({ code, path }) => `${code} ${toBytes(path)}`);
    const told = linesOf(ask(dir(), 'status', '--porcelain', '-uall', '--no-renames'));
    expect(shown).toEqual(told.map((line) => line.replaceAll('"', '')));
  });

  it.each([
    ['git.diff()', []],
    ['git.diff("HEAD")', ['HEAD']],
    ['git.diff{ staged = true }', ['--staged']],
    ['git.diff("HEAD~1", "HEAD")', ['HEAD~1', 'HEAD']],
    ['git.diff("HEAD~5", { path = "lib" })', ['HEAD~5', '--', 'lib']],
    ['git.diff("HEAD", "HEAD~5", { path = "src/world" })', ['HEAD', 'HEAD~5', '--', 'src/world']],
  ])('%s is what git diff says', async (source, args) => {
    expect(normalize(await text(dir(), source))).toEqual(normalize(ask(dir(), 'diff', ...args)));
  });

  it('blames as git blame does', async () => {
    const files = linesOf(ask(dir(), 'ls-tree', '-r', '--name-only', 'HEAD'));
    for (const bytes of files.filter((file) => /\.(?:md|txt|lua|ts)$/.test(file)).slice(0, 40)) {
      const path = Buffer.from(bytes, 'latin1').toString();
      const told = readBlame(ask(dir(), 'blame', '--porcelain', 'HEAD', '--', path));
      const lines = asMaps(await lua(dir(), `return git.blame("${path}")`));
      const shown = lines.map((line) => ({ hash: String(line.hash), text: toBytes(line.text) }));
      expect([path, ...blameOf(shown)]).toEqual([path, ...blameOf(told)]);
    }
  });
}

function asMaps(value: Value): ValueMap[] {
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}

function refuse(path: readonly (string | number)[], why: string): never {
  throw new Error(`${path.join('.')}: ${why}`);
}

describe.skipIf(git === undefined)('git and moonrig say the same', () => {
  describe('of a built repository', () => {
    let dir = '';
    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'moonrig-git-'));
      await buildRepository(dir, parseHistory(SAMPLE, 'sample', refuse));
    });
    describeRepository(
      () => dir,
      (patch) => patch,
    );

    it.each([
      ['path = "docs/guide.md"', ['--', 'docs/guide.md']],
      ['since = "2024-12-26T08:00:00Z"', ['--since=2024-12-26T08:00:00Z']],
      ['before = "2024-12-26T08:00:00Z"', ['--before=2024-12-26T08:00:00Z']],
      ['rev = "v1.1..passkeys"', ['v1.1..passkeys']],
    ])('log{ %s } has the commits of git log', async (options, args) => {
      expect(await listLines(dir, options)).toEqual(log(dir, ...args));
    });
  });

  const isCheckout = git !== undefined && existsSync(join(process.cwd(), '.git'));
  describe.skipIf(!isCheckout)('of this checkout', () => describeRepository(() => process.cwd(), sortPatch));
});
