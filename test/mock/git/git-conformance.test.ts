import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseHistory } from '../../../src/mock/git/parse-history.js';
import type { Value } from '../../../src/model/value.js';
import { buildRepository } from '../../support/git-repository.js';
import { createProject } from '../../support/project.js';
import { openTestVm } from '../../vm/harness.js';
import { SAMPLE } from './sample-history.js';

interface Sample {
  readonly commits: readonly { readonly message: string }[];
  readonly [field: string]: unknown;
}

function refuse(path: readonly (string | number)[], why: string): never {
  throw new Error(`${path.join('.')}: ${why}`);
}

/** The same history twice: as a repository on disk, and as a mock whose commits have the hashes of the repository's. */
async function buildTwice(sample: Sample): Promise<{ dir: string; mock: Sample }> {
  const dir = createProject({});
  // A sample is what JSON can hold.
  const history = parseHistory(sample as unknown as Value, 'the sample', refuse);
  const hashes = await buildRepository(dir, history);
  const commits = sample.commits.map((commit, i) => ({ ...commit, hash: hashes.get(history.commits[i]?.hash ?? '') }));
  return { dir, mock: { ...sample, commits } };
}

interface Both {
  readonly dir: string;
  /** What Lua says over each of the two. */
  ask(source: string): Promise<{ mock: readonly Value[]; real: readonly Value[] }>;
}

async function openBoth(sample: Sample): Promise<Both> {
  const { dir, mock } = await buildTwice(sample);
  const [overMock, overReal] = [openTestVm(), openTestVm({}, { git: { repository: dir } })];
  await overMock.run(`git.use(json.decode([=====[${JSON.stringify(mock)}]=====]))`);
  return { dir, ask: async (source) => ({ mock: await overMock.run(source), real: await overReal.run(source) }) };
}

/** Every file below a folder with its content, mode and times. */
function takeStock(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const stats = lstatSync(join(dir, path));
      const content = stats.isFile()
        ? createHash('sha1')
            .update(readFileSync(join(dir, path)))
            .digest('hex')
        : '';
      return [path, stats.mode, stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino, content].join(' ');
    });
}

const EACH_COMMIT = 'for _, commit in ipairs(git.commits{ max_count = 25 }) do';

/** Changes that all parts of a patch are made of. */
const GUIDE = {
  'docs/guide.md': 'Guide\r\nwith CRLF',
  'docs/latin1.txt': null,
  'data/logo.bin': { base64: 'AAEC' },
  'a folder/two words.txt': 'one\nthree\n',
  'data/list.txt': Array.from({ length: 40 }, (_, i) => (i % 19 === 7 ? `changed ${i}` : `line ${i + 1}`)),
};

/** Lua that returns what a function says, for all that a history has. */
const QUESTIONS: readonly (readonly [string, string])[] = [
  ['log', 'return git.log()'],
  ['log, bounded', 'return git.log{ max_count = 2 }, git.log{ max_count = 0 }, git.log{ skip = 1, max_count = 2 }'],
  [
    'log by author',
    'return git.log{ author = "Mira" }, git.log{ author = "@example.com>" }, git.log{ author = "nobody" }',
  ],
  ['log by message', 'return git.log{ grep = "the" }, git.log{ grep = "at once" }'],
  [
    'log by path',
    'return git.log{ path = "lib" }, git.log{ path = "./docs/guide.md" }, git.log{ path = "NOTES.md" }, git.log{ path = "nowhere" }, git.log{ path = "." }',
  ],
  [
    'log by time',
    'return git.log{ since = "2024-12-26" }, git.log{ before = "2024-12-26" }, git.log{ ["until"] = 1735120000 }, git.log{ since = "4 days ago" }',
  ],
  [
    'log from a revision',
    'local all = {} for _, name in ipairs(select(2, git.branch())) do all[name] = git.log{ rev = name } end return all',
  ],
  ['commits', 'return git.commits()'],
  ['status', 'return git.status()'],
  ['branch', 'return git.branch()'],
  ['diff', 'return git.diff()'],
  ['diff of what is staged', 'return git.diff{ staged = true }'],
  ['diff with HEAD', 'return pcall(git.diff, "HEAD")'],
  ['diff of paths', 'return git.diff{ path = "lib" }, git.diff{ path = "README.md", staged = true }'],
  [
    'diff of each commit with HEAD',
    `local all = {} ${EACH_COMMIT} all[#all + 1] = git.diff(commit.hash, "HEAD") end return all`,
  ],
  [
    'diff of each commit with the folder',
    `local all = {} ${EACH_COMMIT} all[#all + 1] = git.diff(commit.hash, { path = "lib" }) end return all`,
  ],
  ['show', `local all = {} ${EACH_COMMIT} all[#all + 1] = git.show(commit.hash) end return all`],
  [
    'show of every file of every commit',
    `local all = {} ${EACH_COMMIT}
    for _, touched in ipairs(git.commits{ max_count = 25 }) do
      for _, path in ipairs(touched.files) do
        local ok, text = pcall(git.show, commit.hash, path)
        all[commit.hash .. path] = { ok, text }
      end
    end
  end return all`,
  ],
  [
    'blame of every file of every commit',
    `local all = {} ${EACH_COMMIT}
    for _, path in ipairs(commit.files) do
      local ok, lines = pcall(git.blame, path, commit.hash)
      all[commit.hash .. path] = { ok, lines }
    end
  end return all`,
  ],
  [
    'revisions',
    `local all = {}
    for _, rev in ipairs{ "HEAD", "@", "HEAD~1", "HEAD~2^", "HEAD^2", "HEAD~1^2", "HEAD^0", "main", "trunk~1", "passkeys", "v1.0", "v1.1",
      "release/last", "refs/tags/v2.0", "heads/main", "tags/v1.0", "HEAD~99", "HEAD^9", "v3.0", "nope", "", "~1", "HEAD:README.md",
      "a..b", "abc", "0000000", "main^{commit}", "mian", "V1.0", "../HEAD", "refs/heads/../../config" } do
      local ok, text = pcall(git.show, rev)
      all[rev] = { ok, text }
    end
    ${EACH_COMMIT} all[commit.hash] = git.show(commit.hash:sub(1, 9)) end
    return all`,
  ],
  [
    'ranges',
    'return pcall(git.log, { rev = "v1.0..HEAD" }), pcall(git.log, { rev = "HEAD..main" }), pcall(git.log, { rev = "v1.1.." }), select(2, pcall(git.log, { rev = "a...b" }))',
  ],
  [
    'files that are none',
    'return select(2, pcall(git.show, "HEAD", "README")), select(2, pcall(git.show, "HEAD", "lib")), select(2, pcall(git.blame, "lib/auht.lua")), select(2, pcall(git.blame, "data/logo.bin"))',
  ],
];

const LINEAR: Sample = {
  commits: Array.from({ length: 130 }, (_, i) => ({
    message: `Commit ${130 - i}`,
    // Many at the same second, and clocks that go wrong.
    date: new Date(Date.UTC(2024, 0, 1, 0, 0, Math.floor((130 - i) / 4) * (i % 7 === 0 ? -1 : 1))).toISOString(),
    author: `Author ${i % 3} <a${i % 3}@example.com>`,
    changes: {
      [`f${i % 5}.txt`]: Array.from({ length: 10 }, (_, line) => `${line % 3 === i % 3 ? i : 'same'} ${line}`),
    },
  })),
};

const SAMPLES: Readonly<Record<string, Sample>> = {
  'a history with everything': SAMPLE,
  'a detached HEAD': { ...SAMPLE, head: 'v1.1', staged: {}, changes: { 'README.md': 'changed\n' } },
  'a side branch': { ...SAMPLE, head: 'passkeys', staged: { 'a.txt': 'a' }, changes: { 'a.txt': null } },
  'an empty history': { commits: [], changes: { 'a.txt': 'not committed' }, staged: { 'b.txt': 'staged' } },
  'a long history': LINEAR,
};

describe.each(Object.entries(SAMPLES))('%s, mocked and real', (_, sample) => {
  let both: Both;
  let stock: readonly string[];
  beforeAll(async () => {
    both = await openBoth(sample);
    stock = takeStock(both.dir);
  });

  it.each(QUESTIONS)('gives the same %s', async (_name, source) => {
    const answers = await both.ask(source);
    expect(answers.mock).toEqual(answers.real);
  });

  it('leaves the repository as it was, to the time of each file', () => {
    expect(stock.length).toBeGreaterThan(3);
    expect(takeStock(both.dir)).toEqual(stock);
  });
});

it.each([
  ['show.txt', `local all = {} ${EACH_COMMIT} all[#all + 1] = git.show(commit.hash) end return table.concat(all)`],
  ['diff.txt', 'return git.diff("HEAD")'],
  ['diff.txt', 'return git.diff{ staged = true }'],
])('gives what git itself printed: %s', async (file, source) => {
  const { ask } = await openBoth({ ...SAMPLE, head: 'passkeys', staged: GUIDE, changes: {} });
  const [text] = (await ask(source)).mock;
  expect(Buffer.from(text as Uint8Array)).toEqual(readFileSync(new URL(`golden/${file}`, import.meta.url)));
});
