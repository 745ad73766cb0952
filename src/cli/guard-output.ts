import { showSystemError } from '../model/system-error.js';
import type { Output } from './io.js';

/** An output that outlives its reader or its disk. */
export interface GuardedOutput extends Output {
  /** Why the system last refused to take text, where it did; a reader that has gone is no refusal. */
  refusal(): string | undefined;
}

/**
 * Guards one of node's outputs: what its reader or its disk does not take is lost, and nothing else is. The run goes on,
 * and its reports are written.
 */
export function guardOutput(stream: NodeJS.WriteStream): GuardedOutput {
  let refusal: string | undefined;
  const lose = (error: unknown) => {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    // `moonrig list | head`: whoever read has what they wanted.
    if (!why.includes('EPIPE')) refusal = why;
  };
  stream.on('error', lose);
  return {
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    // Files and terminals are written at once, and say so by throwing.
    write: (text) => {
      try {
        return stream.write(text);
      } catch (error) {
        lose(error);
        return false;
      }
    },
    refusal: () => refusal,
  };
}
