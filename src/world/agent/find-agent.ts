import { type Answer, answerValue, LuaRaise } from '../../model/dispatch.js';
import { KnownError, showKnownError } from '../../model/known-error.js';
import { didYouMean } from '../../model/suggest.js';
import type { Value } from '../../model/value.js';
import { type HostCall, textArgument } from '../host-function.js';
import type { World } from '../world.js';

/** What an agent is made of, in the order in which it is looked for. */
export const AGENT_KINDS = ['script', 'module', 'command', 'mock'] as const;

export type AgentKind = (typeof AGENT_KINDS)[number];

/** Whether there is an agent of that name and kind. */
function hasAgent(world: World, kind: AgentKind, { name, from }: Wanted): boolean {
  const { resolver, settings, mocks } = world.base;
  const setting = Object.hasOwn(settings.agents, name) ? settings.agents[name] : undefined;
  switch (kind) {
    case 'script':
      return resolver.hasScript(name, 'behavior', from);
    case 'module':
      return typeof setting === 'string';
    case 'command':
      return typeof setting === 'object';
    case 'mock':
      return Object.hasOwn(mocks.agents, name);
  }
}

interface Wanted {
  readonly name: string;
  /** The file that asks. */
  readonly from: string;
}

/** `name, kind, from`: gives what the agent is made of, and its number. A module is loaded, so that it is there from then on. */
export function findAgent(call: HostCall): Answer {
  const { world } = call;
  const name = textArgument(call, 0, 'Agent.new');
  const [, asked, from] = call.args;
  const wanted = { name, from: typeof from === 'string' ? from : world.file };
  const kind = kindsAsked(asked).find((each) => hasAgent(world, each, wanted));
  if (kind === undefined) throw refuseUnknown(world, asked, wanted);
  const found = answerValue(kind, world.agents.addAgent(name));
  return kind === 'module' ? { kind: 'wait', answer: load(world, name).then(() => found) } : found;
}

function kindsAsked(asked: Value): readonly AgentKind[] {
  if (asked === undefined) return AGENT_KINDS;
  const known = AGENT_KINDS.filter((kind) => kind === asked);
  if (known.length > 0) return known;
  const hint = didYouMean(String(asked), AGENT_KINDS);
  throw new LuaRaise(`Agent.new: option kind: unknown kind ${String(asked)}${hint} (known: ${AGENT_KINDS.join(', ')})`);
}

async function load({ base }: World, name: string): Promise<void> {
  const path = base.settings.agents[name];
  if (typeof path !== 'string') throw new Error(`${name} is no module`);
  const { loadNativeAgent } = await import('./native-agent.js');
  await loadNativeAgent(base, name, path).catch((error: unknown) => {
    throw error instanceof KnownError ? new LuaRaise(`Agent.new: ${showKnownError(error)}`) : error;
  });
}

const MAX_NAME = 100;

function refuseUnknown({ base }: World, kind: Value, wanted: Wanted): LuaRaise {
  const { name: whole, from } = wanted;
  const name = whole.length > MAX_NAME ? `${whole.slice(0, MAX_NAME).toWellFormed()}…` : whole;
  const { settings, mocks } = base;
  const near = didYouMean(name, [...Object.keys(settings.agents), ...Object.keys(mocks.agents)]);
  const what = kind === undefined ? 'agent' : `agent of the kind ${String(kind)}`;
  const looked = [
    `${name}.lua in ${settings.roots.behavior.join(', ')} beside ${from} and in each folder above it`,
    `agents.${name} in the config`,
    `${settings.mocks}/agents/${name}.json`,
  ];
  return new LuaRaise(`Agent.new: there is no ${what} called ${name}${near}; looked for ${looked.join('; for ')}`);
}
