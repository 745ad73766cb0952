import { showAddress } from '../../model/address.js';
import type { Answer } from '../../model/dispatch.js';
import { failCheck } from '../check-binding.js';
import type { HostCall } from '../host-function.js';
import type { AgentRun } from './agent-run.js';
import type { OwnLines } from './own-lines.js';

/** `fetch` of an agent's world. The network is closed: each attempt fails the scenario, and names who tried. */
export function createNativeFetch(run: AgentRun, lines: OwnLines): typeof globalThis.fetch {
  return async (input, init) => {
    const { method, url } = new Request(input, init);
    const locate = (made: Error) => lines.addressOf(made);
    await run.call({ name: 'fetch', args: [`${method} ${url}`], locate, by: { run: refuse } });
    throw new Error('a closed network has answered');
  };
}

/** `what`: an attempt to reach the network. */
function refuse(call: HostCall, { task }: AgentRun): Answer {
  const { world, site, args } = call;
  const at = site.address();
  const who = at === undefined ? `agent ${task.agent}` : `agent ${task.agent}, ${showAddress(at)}`;
  const message = `network is closed: ${String(args[0])} (${who})`;
  return { kind: 'raise', message, failure: failCheck(world, call, { check: 'mock', message }) };
}
