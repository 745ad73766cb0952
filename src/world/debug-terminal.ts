/** The person at the terminal, as a stopped script reaches them. Lua may stand where it cannot wait, so all of this blocks. */
export interface DebugTerminal {
  /** Whether the person still wants to stop anywhere. */
  isOpen(): boolean;
  /** Shows a text, which may be empty, and waits for a line; undefined says that they want to stop nowhere again. */
  ask(text: string, prompt: string): string | undefined;
  /** Asks for the end of the whole run. It never returns: the thread is ended. */
  quit(): void;
}
