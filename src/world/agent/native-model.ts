import type { AgentData } from '../../model/agent.js';
import type { AgentChunk, AgentFault, AgentReply } from '../../model/agent-model.js';
import type { AgentWorld } from '../../model/agent-world.js';
import type { AgentRun } from './agent-run.js';
import type { WorldCaller } from './world-caller.js';
import { WorldError } from './world-error.js';

/** The model, as a native agent calls it. What host functions give is taken for what their names promise. */
export function createNativeModel(caller: WorldCaller, run: AgentRun): AgentWorld['llm'] {
  return { call: (...args) => callModel(caller, args), stream: (...args) => streamModel(caller, run, args) };
}

async function callModel({ ask }: WorldCaller, args: readonly unknown[]): Promise<AgentReply> {
  // Made here, where the agent's line is still on the stack.
  const error = new WorldError('llm.call');
  const [reply, fault] = await ask('llm.call', ...args);
  if (reply === undefined) throw tellFault(error, fault);
  return reply as unknown as AgentReply;
}

async function* streamModel(caller: WorldCaller, run: AgentRun, args: readonly unknown[]): AsyncGenerator<AgentChunk> {
  const error = new WorldError('llm.stream');
  const [stream, fault] = await caller.ask('llm.stream', ...args);
  if (stream === undefined) throw tellFault(error, fault);
  try {
    for (;;) {
      const [given] = await caller.ask('llm.read_chunk', stream);
      if (given === undefined) return;
      const chunk = given as unknown as AgentChunk & { readonly fault?: AgentData };
      if (chunk.fault !== undefined) throw tellFault(error, chunk.fault);
      yield chunk;
    }
  } finally {
    // A stream that was read to its end is closed by then, and so are all when the task is over.
    if (!run.isOver) caller.askNow('llm.close_stream', stream);
  }
}

function tellFault(error: WorldError, given: AgentData): WorldError {
  const fault = given as unknown as AgentFault;
  error.fault = fault;
  return error.tell(`${error.message}: ${fault.message}`, undefined);
}
