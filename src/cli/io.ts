/** Somewhere to print to; node's stdout and stderr are such. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
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
}
