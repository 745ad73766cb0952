import type { Io, Output } from '../../src/cli/io.js';

/** An Io that keeps what is printed. */
export interface FakeIo extends Io {
  /** What was printed so far. */
  readonly printed: { out: string; err: string };
  stop(): void;
}

export function createIo(cwd: string, more: { env?: Io['env']; terminal?: Partial<Output> } = {}): FakeIo {
  const printed = { out: '', err: '' };
  const controller = new AbortController();
  return {
    cwd,
    env: more.env ?? {},
    signal: controller.signal,
    stop: () => controller.abort(),
    printed,
    stdout: {
      ...more.terminal,
      write: (text) => {
        printed.out += text;
      },
    },
    stderr: {
      write: (text) => {
        printed.err += text;
      },
    },
  };
}
