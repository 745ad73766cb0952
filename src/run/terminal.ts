import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Question } from '../model/question.js';
import type { DebugTerminal } from '../world/debug-terminal.js';
import type { WorkerMarks } from './deadline.js';
import type { ToWorker } from './worker-messages.js';

export interface TerminalParts {
  /** To the parent, and from it. */
  readonly port: MessagePort;
  readonly marks: WorkerMarks;
  /** Hands over what the worker has still to tell, so that it is seen before the question. */
  flush(): void;
  /** The id of the scenario that runs, or its file. */
  nameRunning(): string;
}

/** The terminal as a worker has it: each question blocks the thread until the parent has the person's answer. */
export function createTerminal({ port, marks, flush, nameRunning }: TerminalParts): DebugTerminal {
  let isOpen = true;
  const ask = (question: Question): string | undefined => {
    flush();
    marks.waitForAnswer(() => port.postMessage({ kind: 'ask', question }));
    // The port is untyped; while the thread stands still, the parent sends nothing but the answer.
    const received: { readonly message: ToWorker } | undefined = receiveMessageOnPort(port);
    if (received?.message.kind !== 'answer') throw new Error('a question was answered with something else');
    return received.message.line;
  };
  return {
    isOpen: () => isOpen,
    ask(text, prompt) {
      const line = isOpen ? ask({ text, prompt, scenario: nameRunning() }) : undefined;
      isOpen = line !== undefined;
      return line;
    },
    quit() {
      flush();
      marks.waitForAnswer(() => port.postMessage({ kind: 'quit' }));
    },
  };
}
