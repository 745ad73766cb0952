import { blame } from '../mock/git/blame.js';
import { fromByteText } from '../mock/git/contents.js';
import { needFile } from '../mock/git/find-node.js';
import { type Reading, read } from '../mock/git/later.js';
import { listStatus, type StatusEntry } from '../mock/git/list-status.js';
import { type Commit, GitRefusal, type Repository } from '../mock/git/repository.js';
import { resolveRevision } from '../mock/git/resolve-revision.js';
import { selectCommits, showLine } from '../mock/git/select-commits.js';
import { showCommit, showTime } from '../mock/git/show-commit.js';
import { type DiffOptions, listDifferences } from '../mock/git/show-diff.js';
import { showPatch } from '../mock/git/show-patch.js';
import { listTouched } from '../mock/git/touched-files.js';
import { type Answer, answerValue } from '../model/dispatch.js';
import { toTextOrBytes } from '../model/text-or-bytes.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { gitOf, openGiven } from './git-access.js';
import { answerGit, type GitAnswer } from './git-answer.js';
import { pathArgument, readDiffOptions, readLogOptions, readRevision } from './git-options.js';
import { type HostCall, textArgument } from './host-function.js';
import type { World } from './world.js';

/** How the one call shows each commit that it found. */
type ShowCommit = (git: Repository, commit: Commit) => Reading<Value>;

function answerLog(call: HostCall, name: string, show: ShowCommit): Answer {
  const options = readLogOptions(call, name);
  const given = isValueMap(call.args[0]) ? Object.entries(call.args[0]) : [];
  return answerGit(call, { name, kind: 'git.log', asked: given }, function* (git) {
    const shown: Value[] = [];
    for (const commit of yield* selectCommits(git, options)) shown.push(yield* show(git, commit));
    const of = given.map(([key, value]) => `${key} ${toNumber(value) ?? String(value)}`).join(', ');
    return {
      values: [shown],
      text: `${count(shown.length, 'commit')}${of === '' ? '' : ` (${of})`}`,
      data: [['found', shown.length]],
    };
  });
}

export function answerLines(call: HostCall): Answer {
  // biome-ignore lint/correctness/useYield: a line needs nothing but the commit
  return answerLog(call, 'git.log', function* (_, commit) {
    return showLine(commit);
  });
}

export function answerCommits(call: HostCall): Answer {
  return answerLog(call, 'git.commits', showAsTable);
}

function* showAsTable(git: Repository, commit: Commit): Reading<ValueMap> {
  const files = (yield* listTouched(git, commit)).map(({ path }) => path);
  return createValueMap([
    ['hash', commit.hash],
    ['parents', [...commit.parents]],
    ['author', commit.author],
    ['email', commit.email],
    ['date', showTime(commit.writtenMs)],
    ['message', commit.message],
    ['files', files],
  ]);
}

export function answerDiff(call: HostCall): Answer {
  const options = readDiffOptions(call);
  const { from, to, staged, path } = options;
  const asked = Object.entries({ from, to, path, ...(staged && { staged }) });
  return answerGit(call, { kind: 'git.diff', asked }, function* (git) {
    const changes = yield* listDifferences(git, options);
    const patch = yield* showPatch(changes);
    return {
      values: [fromByteText(patch)],
      text: `${describeDiff(options)}: ${count(changes.length, 'file')}`,
      data: [['files', changes.map((change) => change.path)]],
    };
  });
}

function describeDiff({ from, to, staged, path }: DiffOptions): string {
  const sides = [from ?? (staged ? 'HEAD' : 'the index'), to ?? (staged ? 'the index' : 'the working folder')];
  return `${sides.join(' → ')}${path === undefined ? '' : `, ${path}`}`;
}

export function answerShow(call: HostCall): Answer {
  const rev = textArgument(call, 0, 'git.show');
  const path = call.args[1] === undefined ? undefined : pathArgument(call, 1, 'git.show');
  return answerGit(
    call,
    { kind: 'git.show', asked: Object.entries({ rev, path }) },
    function* (git): Reading<GitAnswer> {
      const commit = yield* resolveRevision(git, rev);
      const data = [['hash', commit.hash]] as const;
      if (path === undefined)
        return { values: [fromByteText(yield* showCommit(git, commit))], text: `${rev}: ${showLine(commit)}`, data };
      const bytes = yield* read((yield* needFile(commit.tree, path, rev)).read());
      return { values: [toTextOrBytes(bytes)], text: `${path} at ${rev} (${count(bytes.length, 'byte')})`, data };
    },
  );
}

const WORDS: Readonly<Record<string, string>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  T: 'type changed',
  '?': 'untracked',
};
/** What git shows of files whose merge is unfinished. */
const UNMERGED = /U|AA|DD/;

export function answerStatus(call: HostCall): Answer {
  return answerGit(call, { kind: 'git.status', asked: [] }, function* (git) {
    const entries = yield* listStatus(git);
    return {
      values: [entries.map(showEntry)],
      text: entries.length === 0 ? 'clean' : count(entries.length, 'path'),
      data: [['found', entries.length]],
    };
  });
}

function showEntry({ path, code }: StatusEntry): ValueMap {
  const [staged = '', unstaged = ''] = code;
  const isUnmerged = UNMERGED.test(code);
  return createValueMap([
    ['path', path],
    ['code', code],
    ['staged', isUnmerged ? 'unmerged' : staged === '?' ? undefined : WORDS[staged]],
    ['unstaged', isUnmerged ? 'unmerged' : WORDS[unstaged]],
  ]);
}

export function answerBranch(call: HostCall): Answer {
  return answerGit(call, { kind: 'git.branch', asked: [] }, function* (git) {
    const { current, branches } = yield* read(git.refs());
    return {
      values: [current, [...branches]],
      text: `${current ?? 'no branch: HEAD is detached'} (of ${branches.length})`,
      data: [['current', current]],
    };
  });
}

export function answerBlame(call: HostCall): Answer {
  const path = pathArgument(call, 0, 'git.blame');
  const rev = readRevision(call.args[1], 1, 'git.blame') ?? 'HEAD';
  return answerGit(call, { kind: 'git.blame', asked: Object.entries({ path, rev }) }, function* (git) {
    const commit = yield* resolveRevision(git, rev);
    const lines = yield* blame(git, { commit, path, rev });
    const shown = lines.map((line, i) =>
      createValueMap([
        ['hash', line.commit.hash],
        ['author', line.commit.author],
        ['date', showTime(line.commit.writtenMs)],
        ['line', i + 1],
        ['text', fromByteText(line.text)],
      ]),
    );
    return {
      values: [shown],
      text: `${path} at ${rev} (${count(shown.length, 'line')})`,
      data: [['lines', shown.length]],
    };
  });
}

/** Opens a real repository before anything is asked of it. */
export function openAhead(world: World): Answer {
  try {
    if ('repository' in world.base.settings.git) gitOf(world);
  } catch (error) {
    // Whoever asks for something will be told.
    if (!(error instanceof GitRefusal)) throw error;
  }
  return answerValue();
}

/** `git.use`: another history from now on. */
export function answerUse({ world, args, site }: HostCall): Answer {
  world.git = openGiven(world.base, args[0]);
  world.note(site, 'git.use', world.git.label, createValueMap([['name', world.git.label]]));
  return answerValue();
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
