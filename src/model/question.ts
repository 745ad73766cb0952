import type { Failure } from './outcome.js';

/** What a script that has stopped at a breakpoint asks the person at the terminal. */
export interface Question {
  /** To be shown first; empty, or lines of any text. */
  readonly text: string;
  readonly prompt: string;
  /** The id of the scenario that runs, or its file. */
  readonly scenario: string;
}

/** The person at the terminal, as who runs Lua reaches them. */
export interface Person {
  /** Gives their line, or undefined where they want to stop nowhere again. */
  ask(question: Question): Promise<string | undefined>;
  /** Told that they want all of it to end. What asked stands still meanwhile. */
  quit(): void;
}

/** Something to evaluate in a VM that is kept: a piece of Lua, or a Lua file of the project. */
export type Evaluation =
  | { readonly kind: 'chunk'; readonly source: string }
  | { readonly kind: 'file'; readonly path: string };

/** What came of it. */
export type Evaluated =
  /** The chunk's values, each on a line of its own or more; empty where it gave none. */
  | { readonly kind: 'returned'; readonly text: string; readonly failures: readonly Failure[] }
  /** `text` is empty where the error is that of the last of the failed checks. */
  | { readonly kind: 'failed'; readonly text: string; readonly failures: readonly Failure[] }
  /** Further lines may complete the chunk. */
  | { readonly kind: 'unfinished' };
