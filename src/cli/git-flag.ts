import { KnownError } from '../model/known-error.js';
import type { Option } from './command-shape.js';
import { findGitProblem, GIT_CHOICE, gitChoice } from './config/git-choice.js';

/** The history that `git` reads where a scenario chooses none. */
export const GIT: Option = {
  flags: '--git <history>',
  summary: `the history that git reads: ${GIT_CHOICE} (default default)`,
  read: (text) => {
    if (gitChoice(text, '') === undefined) return text;
    throw new KnownError('bad-command-line', `--git: expected ${GIT_CHOICE}, found ${JSON.stringify(text)}`);
  },
};

/** Throws a KnownError where `--git` names a repository that cannot be read. */
export async function requireGit(flag: string | undefined, root: string): Promise<void> {
  const problem = flag === undefined ? undefined : await findGitProblem(flag, root);
  if (problem !== undefined) throw new KnownError('bad-command-line', `--git ${problem.message}`);
}
