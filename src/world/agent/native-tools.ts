import type { AgentData } from '../../model/agent.js';
import type { AgentToolCall, AgentToolResult, AgentToolSpec } from '../../model/agent-model.js';
import type { AgentWorld } from '../../model/agent-world.js';
import { didYouMean } from '../../model/suggest.js';
import type { WorldCaller } from './world-caller.js';

type Run = (args: AgentData) => AgentData | Promise<AgentData>;

interface OwnTool {
  readonly spec: AgentToolSpec;
  readonly run: Run;
}

const FIELDS = ['name', 'description', 'parameters'];

/** Tools as a native agent has them: those of the scenario, which Lua runs, and its own. One of its own stands back. */
export function createNativeTools(caller: WorldCaller, offered: readonly AgentToolSpec[]): AgentWorld['tools'] {
  const own = new Map<string, OwnTool>();
  const isOffered = (name: string) => offered.some((spec) => spec.name === name);
  return {
    list: () => [...offered, ...[...own.values()].map(({ spec }) => spec).filter(({ name }) => !isOffered(name))],
    add(spec, run) {
      checkSpec(spec, run);
      // What it is called with has been held against its schema, if it has one; its types are the agent's word for that.
      own.set(spec.name, { spec, run: run as Run });
    },
    async call(call) {
      const tool = isOffered(call.name) ? undefined : own.get(call.name);
      if (tool !== undefined) return await callOwn(caller, tool, call);
      return readResult(await caller.ask('tool.call', call, [...own.keys()]));
    },
  };
}

/** The agent's function is called between two words with the world, which knows the mocks and keeps the trace. */
async function callOwn({ ask }: WorldCaller, { spec, run }: OwnTool, call: AgentToolCall): Promise<AgentToolResult> {
  const begun = await ask('tool.begin', call, spec);
  // Both shapes are those that the host functions give.
  const [{ run: order }] = begun as unknown as [{ readonly run?: Required<AgentToolCall> }];
  if (order === undefined) return readResult(begun);
  const answered = { id: order.id, name: call.name };
  try {
    return readResult(await ask('tool.end', answered, await run(order.arguments)));
  } catch (error) {
    return readResult(await ask('tool.end', answered, error instanceof Error ? error.message : String(error), true));
  }
}

function readResult([result]: readonly AgentData[]): AgentToolResult {
  return result as unknown as AgentToolResult;
}

function checkSpec(spec: AgentToolSpec, run: unknown): void {
  if (typeof spec?.name !== 'string' || spec.name === '') throw new TypeError('tools.add: a tool needs a name');
  const odd = Object.keys(spec).find((key) => !FIELDS.includes(key));
  if (odd !== undefined) throw new TypeError(`tools.add: ${spec.name}: unknown field ${odd}${didYouMean(odd, FIELDS)}`);
  if (typeof run !== 'function')
    throw new TypeError(`tools.add: ${spec.name}: a function is expected after its description`);
}
