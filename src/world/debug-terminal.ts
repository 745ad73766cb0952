/** The person at the terminal, as a stopped script reaches them. Lua may stand where it cannot wait, so all of this blocks. */
export interface DebugTerminal {
  /** The Lua of the debugger, in the order in which it is to be run: names and sources by turns. */
  readonly sources: readonly string[];
  /** Whether the person still wants to stop anywhere. */
  isOpen(): boolean;
  /** Shows a text, which may be empty, and waits for a line; undefined says that they want to stop nowhere again. */
  ask(text: string, prompt: string): string | undefined;
  /** Asks for the end of the whole run. It never returns: the thread is ended. */
  quit(): void;
}
