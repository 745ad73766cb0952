import { KnownError } from '../model/known-error.js';
import { suggestName } from '../model/suggest.js';

/** Flags that stand without a command. */
const FLAGS = ['--version', '--help'];

/** The error for a first word that is no command, or none of a group of them. */
export function createUnknownCommand(word: string, known: readonly string[], group?: string): KnownError {
  const command = group === undefined ? word : `${group} ${word}`;
  const what = word.startsWith('-') ? `unknown flag ${word}` : `there is no command ${command}`;
  return new KnownError('bad-command-line', what, { hint: suggest(word, known, group) });
}

function suggest(word: string, known: readonly string[], group: string | undefined): string {
  const near = suggestName(word, word.startsWith('-') ? FLAGS : known);
  if (near !== undefined) return `did you mean ${group === undefined ? near : `${group} ${near}`}?`;
  if (group !== undefined) return `there are ${known.join(', ')}`;
  const isPathOrFlag = word.startsWith('-') || /[./\\*]/.test(word);
  return isPathOrFlag ? `did you mean \`moonrig run ${word}\`?` : `there are ${known.join(', ')}`;
}
