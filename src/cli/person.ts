import type { Person, Question } from '../model/question.js';
import type { LineReader } from './io.js';

export interface PersonSettings {
  /** Called at the first question. */
  openLines(): Promise<LineReader>;
  /** Shows what a question begins with. */
  show(question: Question): void;
  /** Tells that nobody answers any more. */
  showEnd(): void;
  /** What `quit` and Ctrl-C do. */
  quit(): void;
}

/** The person at the terminal: asked line by line until the lines end. */
export function createPerson({ openLines, show, showEnd, quit }: PersonSettings): Person {
  let reader: Promise<LineReader> | undefined;
  let isGone = false;
  return {
    quit,
    async ask(question) {
      if (isGone) return undefined;
      if (question.text !== '') show(question);
      reader ??= openLines();
      const line = await (await reader).read(question.prompt);
      if (line.kind === 'line') return line.text;
      if (line.kind === 'end') {
        isGone = true;
        showEnd();
        return undefined;
      }
      quit();
      // What asked is ended from outside.
      return await new Promise(() => undefined);
    },
  };
}
