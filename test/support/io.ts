import type { Io, LineReader, Output } from '../../src/cli/io.js';

/** An Io that keeps what is printed. */
export interface FakeIo extends Io {
  /** What was printed so far. */
  readonly printed: { out: string; err: string };
  stop(): void;
}

export interface FakeIoParts {
  readonly env?: Io['env'];
  readonly terminal?: Partial<Output>;
  /** What stdin holds; `interrupted` is Ctrl-C. */
  readonly lines?: readonly (string | { readonly kind: 'interrupted' })[];
}

export function createIo(cwd: string, more: FakeIoParts = {}): FakeIo {
  const printed = { out: '', err: '' };
  const controller = new AbortController();
  return {
    cwd,
    env: more.env ?? {},
    signal: controller.signal,
    stop: () => controller.abort(),
    interrupt: () => controller.abort(),
    openLines: async () => createReader(more.lines ?? []),
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

function createReader(lines: NonNullable<FakeIoParts['lines']>): LineReader {
  const left = [...lines];
  return {
    isTyped: false,
    read: async () => {
      const next = left.shift();
      if (next === undefined) return { kind: 'end' };
      return typeof next === 'string' ? { kind: 'line', text: next } : next;
    },
    close: () => undefined,
  };
}
