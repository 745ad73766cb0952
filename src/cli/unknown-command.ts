import { KnownError } from '../model/known-error.js';
import { findNearName } from '../model/near-name.js';

/** The error for a first word that is no command. */
export function createUnknownCommand(word: string, known: readonly string[]): KnownError {
  const near = findNearName(word, known);
  const isFlag = word.startsWith('-');
  const isPath = /[./\\*]/.test(word);
  const hint =
    near !== undefined
      ? `did you mean ${near}?`
      : isFlag || isPath
        ? `did you mean \`moonrig run ${word}\`?`
        : `there are ${known.join(', ')}`;
  return new KnownError('bad-command-line', isFlag ? `unknown flag ${word}` : `there is no command ${word}`, { hint });
}
