import type { LlmReply, LlmRequest, Message, TokenCounts } from '../mock/llm-request.js';
import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, LuaFloat, type Value, type ValueMap } from '../model/value.js';
import { failCheck } from './check-binding.js';
import { type HostCall, luaTypeName, textArgument } from './host-function.js';
import { costCents, countTokens } from './llm-cost.js';
import { describeNearest, describeRequest, preview } from './llm-text.js';
import type { World } from './world.js';

/** The model that a level such as `simple` stands for; any other name is a model's own. */
export function resolveModel(world: World, modelOrLevel: string): string {
  const { levels } = world.base.settings;
  return Object.hasOwn(levels, modelOrLevel) ? (levels[modelOrLevel] ?? modelOrLevel) : modelOrLevel;
}

function readMessages(value: Value): Message[] {
  if (!Array.isArray(value) || value.length === 0) throw new LuaRaise('llm.call: at least one message is expected');
  return value.map((message, i) => {
    if (!isValueMap(message) || typeof message.role !== 'string' || typeof message.content !== 'string') {
      throw new LuaRaise(`llm.call: message ${i + 1}: role and content are expected, as texts`);
    }
    return { role: message.role, content: message.content };
  });
}

function readRequest(call: HostCall): LlmRequest {
  const model = resolveModel(call.world, textArgument(call, 0, 'llm.call'));
  const options = call.args[2] ?? createValueMap();
  if (!isValueMap(options)) throw new LuaRaise(`llm.call: options are a table, got ${luaTypeName(options)}`);
  for (const key of Object.keys(options)) {
    if (key !== 'agent' && key !== 'task')
      throw new LuaRaise(`llm.call: unknown option ${key}; there are agent and task`);
  }
  const agent = typeof options.agent === 'string' ? { agent: options.agent } : {};
  return { model, messages: readMessages(call.args[1]), ...agent };
}

/** A number that Lua sees as a float, whatever its value. */
function toLuaFloat(value: number): Value {
  return Number.isInteger(value) ? new LuaFloat(value) : value;
}

function showTokens(tokens: TokenCounts): ValueMap {
  return createValueMap([
    ['input', tokens.input],
    ['output', tokens.output],
    ['cached', tokens.cached],
  ]);
}

/** `llm.call`: takes the answer from the mocks; without one, the scenario has failed. */
export function callModel(call: HostCall): Answer {
  const { world } = call;
  const request = readRequest(call);
  world.meet(request);
  const taken = world.llm.take(request);
  if (taken.kind === 'unmatched') {
    const notes = [describeRequest(request), ...describeNearest(taken.nearest)];
    const message = `no mock answers this call of the model ${request.model}`;
    const number = failCheck(world, call, { check: 'mock', message, notes });
    throw new LuaRaise(`llm.call: ${message}\n${notes.join('\n')}`, number);
  }
  world.elapsedMs += taken.reply.latencyMs;
  return answerValue(settleCall(call, request, taken.reply));
}

function settleCall(call: HostCall, request: LlmRequest, reply: LlmReply): Value {
  const { world, site } = call;
  if (reply.error !== undefined) {
    const text = `${request.model}: error: ${reply.error}`;
    world.note(site, 'llm.call', text, createValueMap([...describeCall(request), ['error', reply.error]]));
    throw new LuaRaise(`llm.call: ${reply.error}`);
  }
  const tokens = countTokens(request, reply);
  const cost = reply.costCents ?? costCents(world.base.settings, request.model, tokens);
  const who = request.agent === undefined ? '' : `${request.agent} → `;
  const spent = `${tokens.input} + ${tokens.output} tokens, ${cost} ¢`;
  world.note(
    site,
    'llm.call',
    `${who}${request.model}: ${preview(reply.text)} (${spent})`,
    noteCall(request, reply, cost),
  );
  return createValueMap([
    ['text', reply.text],
    ['tool_calls', [...reply.toolCalls]],
    ['tokens', showTokens(tokens)],
    ['cost_cents', toLuaFloat(cost)],
    ['model', request.model],
  ]);
}

/** What a call asked of whom, as fields of its entry in the journal. */
function describeCall(request: LlmRequest): [string, Value][] {
  const messages = request.messages.map(({ role, content }) =>
    createValueMap([
      ['role', role],
      ['content', content],
    ]),
  );
  return [
    ['model', request.model],
    ['agent', request.agent],
    ['messages', messages],
  ];
}

function noteCall(request: LlmRequest, reply: LlmReply, cost: number): ValueMap {
  return createValueMap([
    ...describeCall(request),
    ['text', reply.text],
    ...(reply.toolCalls.length === 0 ? [] : [['tool_calls', [...reply.toolCalls]] satisfies [string, Value]]),
    ['tokens', showTokens(countTokens(request, reply))],
    ['cost_cents', toLuaFloat(cost)],
  ]);
}
