import type { RunEvent } from '../../src/model/run-event.js';
import { runEvents } from './harness.js';

/** A debugging run that is over. */
export interface Debugged {
  /** What each question began with, those with no text left out. */
  readonly shown: readonly string[];
  readonly prompts: readonly string[];
  readonly events: readonly RunEvent[];
}

/**
 * Runs the first file of a project under `--debug`, with a person who types these lines and then no more. `quit` among
 * them ends the run.
 */
export async function debugFile(root: string, file: string, lines: readonly string[]): Promise<Debugged> {
  const left = [...lines];
  const [shown, prompts]: [string[], string[]] = [[], []];
  const stop = new AbortController();
  const events = await runEvents(root, [file], {
    debug: true,
    timeoutMs: 0,
    signal: stop.signal,
    person: {
      quit: () => stop.abort(),
      ask: async ({ text, prompt }) => {
        if (text !== '') shown.push(text);
        prompts.push(prompt);
        return left.shift();
      },
    },
  });
  return { shown, prompts, events };
}
