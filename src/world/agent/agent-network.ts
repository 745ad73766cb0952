import { loadLate } from '../../model/load-late.js';
import type { NetworkClient } from '../../wire/network/network-client.js';
import { openNetwork } from '../../wire/network/open-network.js';
import type { WorldBase } from '../world.js';
import type * as Client from './agent-client.js';
import { type AgentContext, currentAgent, outsideOfAgents } from './agent-context.js';

/** Has the network of this thread answered by the worlds of the agents that use it; to all else it is closed from now on. */
export function openAgentNetwork(base: WorldBase): void {
  openNetwork({
    allow: base.settings.openHosts,
    current: () => {
      const context = currentAgent();
      return context === undefined ? undefined : clientOf(context);
    },
    outside: outsideOfAgents,
    onStray: (message) => base.onWarning?.({ kind: 'warning', message }),
  });
}

const clients = new WeakMap<AgentContext, NetworkClient>();

function clientOf(context: AgentContext): NetworkClient {
  const client = clients.get(context) ?? new (loadClient().AgentClient)(context);
  clients.set(context, client);
  return client;
}

/** What asks a world is loaded with the first request. */
function loadClient(): typeof Client {
  // What is loaded late is untyped.
  return loadLate('./agent-client.js', import.meta.url) as typeof Client;
}
