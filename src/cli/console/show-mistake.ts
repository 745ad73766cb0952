import { type KnownError, showKnownError } from '../../model/known-error.js';
import { makeVisible } from './visible.js';

/** A known error as stderr is told it, with its newline: names in it come from files and may hold anything. */
export function showMistake(error: KnownError): string {
  return `moonrig: ${showKnownError(error).split('\n').map(makeVisible).join('\n')}\n`;
}
