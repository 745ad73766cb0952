import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { WorldBase } from '../world.js';
import type { ProgramListener, StartProgram } from './program.js';
import type { FromPrograms, ToPrograms } from './program-messages.js';

const starters = new WeakMap<WorldBase, StartProgram>();

/** Starts programs through the parent, which is handed the other end of a line when the first one is started. */
export function programStarter(base: WorldBase): StartProgram {
  const { openPrograms } = base;
  if (openPrograms === undefined) throw new Error('no program can be started here');
  const start = starters.get(base) ?? createStarter(openPrograms);
  starters.set(base, start);
  return start;
}

function createStarter(open: (port: MessagePort) => void): StartProgram {
  const listeners = new Map<number, ProgramListener>();
  let line: MessagePort | undefined;
  let lastId = 0;
  const send = (message: ToPrograms) => line?.postMessage(message);
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (message: FromPrograms) => {
      hear(listeners, message);
      if (message.kind === 'end') listeners.delete(message.id);
      else send({ kind: 'taken', id: message.id, bytes: message.bytes.length });
    });
    open(port2);
    return port1;
  };
  return (order, listener) => {
    line ??= connect();
    lastId += 1;
    const id = lastId;
    listeners.set(id, listener);
    send({ kind: 'start', id, order });
    return {
      write: (text) => send({ kind: 'write', id, text }),
      closeInput: () => send({ kind: 'close input', id }),
      kill: () => send({ kind: 'kill', id }),
    };
  };
}

function hear(listeners: ReadonlyMap<number, ProgramListener>, message: FromPrograms): void {
  const listener = listeners.get(message.id);
  if (message.kind === 'end') listener?.onEnd(message.end);
  else if (message.kind === 'output') listener?.onOutput(message.bytes);
  else listener?.onError(message.bytes);
}
