import { type Address, showAddress } from '../../model/address.js';

/** Who tried something on the network. */
export interface Trier {
  /** Undefined where it was in no agent's task. */
  readonly agent: string | undefined;
  readonly at: Address | undefined;
}

/** `network is closed: GET https://… (agent reviewer, agents/reviewer.ts:12)`. */
export function showClosed(what: string, { agent, at }: Trier): string {
  const who = agent === undefined ? 'outside of any task of an agent' : `agent ${agent}`;
  return `network is closed: ${what} (${at === undefined ? who : `${who}, ${showAddress(at)}`})`;
}
