import { describeShape, type TypeAliasDescription } from '../../model/binding.js';

/** A mocked history, as a file of `mocks/git` and `git.use` have it. */
export const GIT_HISTORY = describeShape('GitHistory', 'A mocked history. A list alone stands for its commits.', [
  ['commits', 'GitCommitMock[]', 'Newest first.'],
  [
    'head?',
    'string',
    'The current branch; or a tag or hash, where HEAD is detached. Else main, or the newest’s branch.',
  ],
  ['staged?', 'table<string, GitContent>', 'What is staged, by path, over HEAD.'],
  ['changes?', 'table<string, GitContent>', 'What is not staged, by path, over that; new paths are untracked.'],
]);

/** One commit of it. */
export const GIT_COMMIT_MOCK = describeShape('GitCommitMock', 'One commit of a mocked history.', [
  ['message', 'string', 'Its first paragraph is the subject.'],
  ['hash?', 'string', '7 to 40 hexadecimal digits; left out, it follows from the commit.'],
  ['author?', 'string', 'Name, or Name <email>; Nobody where left out.'],
  ['date?', 'string', 'ISO 8601 with a zone, or a day; left out, an hour after the first parent.'],
  ['changes?', 'table<string, GitContent>', 'What it changed, by path.'],
  ['files?', 'string[]', 'In place of changes: only the paths. diff, show and blame cannot tell of them then.'],
  ['parents?', 'string[]', 'Hashes, tags or branches of commits below; left out, the next one. Two make a merge.'],
  [
    'branch?',
    'string | string[]',
    'Branches that end here. The newest commit is main’s end where neither says otherwise.',
  ],
  ['tag?', 'string | string[]', 'Tags of it.'],
]);

/** What becomes of a file. */
export const GIT_CONTENT: TypeAliasDescription = {
  name: 'GitContent',
  summary:
    'What a file holds then: a text, a list of its lines, or bytes; null (in Lua json.null) where it is deleted.',
  type: 'string | string[] | GitBytes | userdata',
};

/** Bytes that are no text. */
export const GIT_BYTES = describeShape('GitBytes', 'Content that is no text.', [['base64', 'string', 'Its bytes.']]);
