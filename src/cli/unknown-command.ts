import { KnownError } from '../model/known-error.js';
import { suggestName } from '../model/suggest.js';

/** Flags that stand without a command. */
const FLAGS = ['--version', '--help'];

/** The error for a first word that is no command. */
export function createUnknownCommand(word: string, known: readonly string[]): KnownError {
  const what = word.startsWith('-') ? `unknown flag ${word}` : `there is no command ${word}`;
  return new KnownError('bad-command-line', what, { hint: suggest(word, known) });
}

function suggest(word: string, known: readonly string[]): string {
  const near = suggestName(word, word.startsWith('-') ? FLAGS : known);
  if (near !== undefined) return `did you mean ${near}?`;
  const isPathOrFlag = word.startsWith('-') || /[./\\*]/.test(word);
  return isPathOrFlag ? `did you mean \`moonrig run ${word}\`?` : `there are ${known.join(', ')}`;
}
