import type { Output } from '../io.js';

/** Where the view puts its lines. */
export interface LineSink {
  /** A line that stays. */
  line(text: string): void;
  /** The line below all others that is rewritten in place, made when it is drawn; it must hold no colours. */
  status(show: () => string): void;
  /** Prints what is left and takes the status line away. */
  close(): void;
}

/** Lines alone, each at once; for pipes and build servers. */
export function createPlainSink(output: Output): LineSink {
  return { line: (text) => output.write(`${text}\n`), status: () => {}, close: () => {} };
}

/** At most ten times a second. */
const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001B[2K';

/** Lines with a status line below them; writes are gathered, so that a thousand events are not a thousand redraws. */
export function createLiveSink(output: Output): LineSink {
  let pending = '';
  let status = () => '';
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    timer = undefined;
    output.write(`${CLEAR_LINE}${pending}${cut(status(), (output.columns ?? 80) - 1)}`);
    pending = '';
  };
  const request = () => {
    timer ??= setTimeout(draw, INTERVAL_MS);
    timer.unref();
  };
  return {
    line: (text) => {
      pending += `${text}\n`;
      request();
    },
    status: (show) => {
      status = show;
      request();
    },
    close: () => {
      clearTimeout(timer);
      status = () => '';
      draw();
    },
  };
}

/** Cuts text to a width; all but the simplest characters may be two columns wide, so they are counted so. */
function cut(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += (character.codePointAt(0) ?? 0) < 0x250 ? 1 : 2;
    if (used > width) return kept;
    kept += character;
  }
  return kept;
}
