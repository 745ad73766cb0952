/** A program to start. */
export interface ProgramOrder {
  readonly command: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a program ended, or why it could not be started. */
export type ProgramEnd =
  | { readonly kind: 'exited'; readonly code: number | undefined; readonly signal: string | undefined }
  | { readonly kind: 'not started'; readonly why: string };

/** Who hears of a program. */
export interface ProgramListener {
  onOutput(bytes: Uint8Array): void;
  onError(bytes: Uint8Array): void;
  /** Once, last of all. */
  onEnd(end: ProgramEnd): void;
}

/** A program that runs. */
export interface Program {
  write(text: string): void;
  /** Says that nothing more will be written. */
  closeInput(): void;
  /** Ends it and all that it has started, at once. */
  kill(): void;
}

/** Starts a program. That it cannot be started is told as its end. */
export type StartProgram = (order: ProgramOrder, listener: ProgramListener) => Program;
