import type { AgentData } from '../../model/agent.js';
import type { Value } from '../../model/value.js';
import type { AgentRun } from './agent-run.js';
import type { OwnLines } from './own-lines.js';
import { toAgentData, toValue } from './plain-data.js';

/** Calls the world in a native agent's name, with plain data both ways. */
export interface WorldCaller {
  /** Gives all results. Rejects with a WorldError. */
  readonly ask: (name: string, ...args: readonly unknown[]) => Promise<readonly AgentData[]>;
  /** The first result of what takes no time. Throws a WorldError. */
  readonly askNow: (name: string, ...args: readonly unknown[]) => AgentData;
}

export function createWorldCaller(run: AgentRun, lines: OwnLines): WorldCaller {
  const locate = (error: Error) => lines.addressOf(error);
  const prepare = (name: string, args: readonly unknown[]) => ({ name, args: convert(name, args), locate });
  return {
    ask: async (name, ...args) => (await run.call(prepare(name, args))).map(toAgentData),
    askNow: (name, ...args) => toAgentData(run.callNow(prepare(name, args))[0]),
  };
}

function convert(name: string, args: readonly unknown[]): Value[] {
  return args.map((arg, i) => toValue(`${name}: argument ${i + 1}`, arg));
}
