import { createInterface } from 'node:readline';
import type { Line, LineReader } from './io.js';

export interface LineSource {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Called at Ctrl-C while no line is waited for. */
  readonly onInterrupt: () => void;
}

/** Reads lines from a terminal, with editing and a history, or from a pipe, without prompts. */
export function openLineReader({ stdin, stdout, onInterrupt }: LineSource): LineReader {
  const isTyped = stdin.isTTY === true;
  const isTerminal = isTyped && stdout.isTTY === true;
  const reader = createInterface({
    input: stdin,
    terminal: isTerminal,
    historySize: 1000,
    crlfDelay: Number.POSITIVE_INFINITY,
    ...(isTyped && { output: stdout }),
  });
  // Lines come when they come: those that nobody waits for yet are kept.
  const early: string[] = [];
  let isEnded = false;
  let waiting: ((line: Line) => void) | undefined;
  const give = (line: Line) => {
    waiting?.(line);
    waiting = undefined;
  };
  reader.on('line', (text) => {
    if (waiting === undefined) early.push(text);
    else give({ kind: 'line', text });
  });
  reader.on('close', () => {
    if (isTerminal && waiting !== undefined) stdout.write('\n');
    isEnded = true;
    give({ kind: 'end' });
  });
  // A terminal that is read key by key makes no signal of Ctrl-C.
  reader.on('SIGINT', () => {
    if (waiting === undefined) {
      onInterrupt();
      return;
    }
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    stdout.write('^C\n');
    give({ kind: 'interrupted' });
  });
  return {
    isTyped,
    read(prompt) {
      const text = early.shift();
      if (text !== undefined) return Promise.resolve({ kind: 'line', text });
      if (isEnded) return Promise.resolve({ kind: 'end' });
      if (isTyped) {
        reader.setPrompt(prompt);
        reader.prompt();
      }
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    close() {
      early.length = 0;
      reader.close();
    },
  };
}
