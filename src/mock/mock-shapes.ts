import { describeShape } from '../model/binding.js';

/** One commit, as a file in `mocks/git` has it and `git.commits` gives it. */
export const GIT_COMMIT = describeShape('GitCommit', 'One commit of a mocked history.', [
  ['hash', 'string', 'Hexadecimal, 7 to 40 digits.'],
  ['author', 'string', 'Who made it.'],
  ['date', 'string', 'ISO 8601 in UTC.'],
  ['message', 'string', 'Its first line is the subject.'],
  ['files', 'string[]', 'Paths that it touched.'],
]);
