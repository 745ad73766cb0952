import { type Address, showAddress } from '../../model/address.js';

/** Who tried something on the network. */
export interface Trier {
  /** Undefined where it was in no agent's task. */
  readonly agent: string | undefined;
  /** What the agent works on. */
  readonly task: string | undefined;
  readonly at: Address | undefined;
}

/** `network is closed: GET https://… (agent reviewer, task-1, agents/reviewer.ts:12)`. */
export function showClosed(what: string, { agent, task, at }: Trier): string {
  const who = agent === undefined ? ['outside of any task of an agent'] : [`agent ${agent}`, task];
  const named = [...who, at && showAddress(at)].filter((part) => part !== undefined);
  return `network is closed: ${what} (${named.join(', ')})`;
}
