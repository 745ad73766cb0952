import {
  answerBlame,
  answerBranch,
  answerCommits,
  answerDiff,
  answerLines,
  answerShow,
  answerStatus,
  answerUse,
  openAhead,
} from './git-functions.js';
import { GIT_TYPES } from './git-types.js';
import type { Binding } from './host-function.js';

/** `git`: a history to read, mocked or real. */
export const gitBinding: Binding = {
  name: 'git',
  summary:
    'A history to read: mocked in mocks/git/ or by git.use, or a real repository. Nothing is ever written to one.',
  types: GIT_TYPES,
  functions: [
    {
      name: 'git.log',
      signature: '(options?: GitLogOptions) -> string[]',
      summary: 'Commits as lines, newest first: short hash and subject.',
      example: 'table.concat(git.log({ max_count = 10 }), "\\n")',
      half: 'use',
      run: answerLines,
    },
    {
      name: 'git.commits',
      signature: '(options?: GitLogOptions) -> GitCommit[]',
      summary: 'Commits as tables, newest first.',
      example: 'local newest = git.commits{ max_count = 1 }[1]',
      half: 'use',
      run: answerCommits,
    },
    {
      name: 'git.diff',
      signature: '(from?: string, to?: string, options?: GitDiffOptions) -> string',
      overloads: ['(from: string, options: GitDiffOptions) -> string', '(options: GitDiffOptions) -> string'],
      summary:
        'Two states as git diff shows them, a rename as a deletion and an addition: from is the index and to the working folder where left out.',
      example: 'local patch = git.diff("main", "HEAD", { path = "lib" })',
      half: 'use',
      run: answerDiff,
    },
    {
      name: 'git.status',
      signature: '() -> GitStatusEntry[]',
      summary: 'What is not as HEAD has it, by path; files that git does not know come last.',
      example: 'for _, entry in ipairs(git.status()) do print(entry.code, entry.path) end',
      half: 'use',
      run: answerStatus,
    },
    {
      name: 'git.show',
      signature: '(rev: string, path?: string) -> string',
      summary:
        'A commit and what it changed, as git show tells it with dates in UTC; with a path, that file as it was then.',
      example: 'local before = git.show("HEAD~1", "lib/auth.ex")',
      half: 'use',
      run: answerShow,
    },
    {
      name: 'git.branch',
      signature: '() -> string?, string[]',
      summary: 'The current branch, nil where HEAD is detached; and all branches, sorted.',
      example: 'local current, all = git.branch()',
      half: 'use',
      run: answerBranch,
    },
    {
      name: 'git.blame',
      signature: '(path: string, rev?: string) -> GitBlamedLine[]',
      summary:
        'Where each line of a file comes from, as it was at a revision, HEAD where left out. Renames are not followed.',
      example: 'local author = git.blame("lib/auth.ex")[1].author',
      half: 'use',
      run: answerBlame,
    },
    {
      name: 'git.use',
      signature: '(history: string | GitHistory | GitCommitMock[] | GitFolder)',
      summary: 'Changes to another history: a name in mocks/git/, one that is given, or a repository in the project.',
      example: 'git.use{ commits = { { message = "Add a", changes = { ["a.lua"] = "return 1\\n" } } } }',
      half: 'control',
      run: answerUse,
    },
  ],
  internal: { 'git.load': ({ world }) => openAhead(world) },
};
