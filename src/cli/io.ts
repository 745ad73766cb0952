/** Somewhere to print to; node's stdout and stderr are such. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
}

/** A line of the user's; or that there are no more; or that they pressed Ctrl-C in place of one. */
export type Line =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'interrupted' };

/** Lines that a person types or that a pipe brings. */
export interface LineReader {
  /** Whether they are typed at a terminal: then there are prompts. */
  readonly isTyped: boolean;
  read(prompt: string): Promise<Line>;
  close(): void;
}

/** All that a command sees of the process it runs in. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The project's folder, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Does what Ctrl-C does. */
  interrupt(): void;
  /** Begins to read stdin. `onInterrupt` is called at Ctrl-C while no line is read. */
  openLines(onInterrupt: () => void): Promise<LineReader>;
}
