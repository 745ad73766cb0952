import { resolve } from 'node:path';
import type { GitChoice } from '../../model/settings.js';
import { type Check, expected, type Problem } from './problem.js';

/** What the config's `git` and the flag `--git` take, in words. */
export const GIT_CHOICE = 'a name in mocks/git, or real:DIR';

const REAL = 'real:';

/** A name that a file of `mocks/git` can have, or a folder behind `real:`. */
export const gitChoice: Check = (value, path) => {
  const isFine = typeof value === 'string' && (value.startsWith(REAL) ? value.length > REAL.length : isName(value));
  return isFine ? undefined : expected(GIT_CHOICE, { value, path });
};

function isName(text: string): boolean {
  return /^[^/\\:]+$/.test(text);
}

/** Reads a choice that `gitChoice` has passed. */
export function readGitChoice(text: string): GitChoice {
  return text.startsWith(REAL) ? { repository: text.slice(REAL.length) } : { mock: text };
}

/** What is wrong with the repository that a choice names, relative to `root`; undefined where it can be read. */
export async function findGitProblem(text: string, root: string): Promise<Problem | undefined> {
  const choice = readGitChoice(text);
  if (!('repository' in choice)) return undefined;
  const { describeUnreadable } = await import('../../mock/git/find-gitdir.js');
  const why = describeUnreadable(resolve(root, choice.repository));
  return why === undefined ? undefined : { path: 'git', message: `${text}: ${why}` };
}
