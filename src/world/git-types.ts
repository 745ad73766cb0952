import { GIT_BYTES, GIT_COMMIT_MOCK, GIT_CONTENT, GIT_HISTORY } from '../mock/git/git-shapes.js';
import { DEFAULT_MAX_COUNT } from '../mock/git/repository.js';
import { describeShape, type TypeDescription } from '../model/binding.js';

export const GIT_LOG_OPTIONS = describeShape('GitLogOptions', 'Which commits; what is left out keeps all.', [
  ['max_count?', 'integer', `At most so many, the newest; ${DEFAULT_MAX_COUNT} where left out.`],
  ['skip?', 'integer', 'Leaves out so many of the newest.'],
  ['author?', 'string', 'Part of Name <email>.'],
  ['grep?', 'string', 'Part of the message.'],
  ['path?', 'string', 'A file that they touched, or a folder of one.'],
  [
    'since?',
    'string | number',
    'Not older: ISO 8601 (UTC where no zone is given), “3 days ago”, or seconds since 1970.',
  ],
  ['before?', 'string | number', 'Not newer; a day alone is meant whole.'],
  ['until?', 'string | number', 'The same as before; until is a word of Lua, so it is written ["until"].'],
  ['rev?', 'string', 'Where the history begins, HEAD where left out; a..b is what led to b and not to a.'],
]);

export const GIT_DIFF_OPTIONS = describeShape('GitDiffOptions', 'What of the differences.', [
  ['path?', 'string', 'A file, or a folder of one.'],
  ['staged?', 'boolean', 'What is staged, against from or HEAD.'],
]);

/** What `git` takes and gives. */
export const GIT_TYPES: readonly TypeDescription[] = [
  GIT_LOG_OPTIONS,
  GIT_DIFF_OPTIONS,
  describeShape('GitCommit', 'One commit.', [
    ['hash', 'string', 'In full.'],
    ['parents', 'string[]', 'Hashes; the first commit has none, a merge several.'],
    ['author', 'string', 'Who wrote it.'],
    ['email?', 'string', 'Of the author.'],
    ['date', 'string', 'When it was written: ISO 8601 in UTC.'],
    ['message', 'string', 'Its first paragraph is the subject.'],
    ['files', 'string[]', 'Paths that it touched, sorted; of a merge those that are as in none of its parents.'],
  ]),
  describeShape('GitStatusEntry', 'One path that is not as HEAD has it.', [
    ['path', 'string', 'Of the file.'],
    ['code', 'string', 'The two letters of git status --porcelain: what is staged, and what is not.'],
    ['staged?', 'string', 'What is staged: added, modified, deleted, type changed or unmerged.'],
    ['unstaged?', 'string', 'What is not: modified, deleted, type changed, added, untracked or unmerged.'],
  ]),
  describeShape('GitBlamedLine', 'Where a line comes from.', [
    ['hash', 'string', 'Of the commit that brought it.'],
    ['author', 'string', 'Who wrote that.'],
    ['date', 'string', 'When: ISO 8601 in UTC.'],
    ['line', 'integer', 'Its number, from 1.'],
    ['text', 'string', 'Without its line feed.'],
  ]),
  GIT_HISTORY,
  GIT_COMMIT_MOCK,
  GIT_CONTENT,
  GIT_BYTES,
  describeShape('GitFolder', 'A real repository, which is only read.', [
    ['repository', 'string', 'A folder of the project.'],
  ]),
];
