import type { ModelOutcome } from '../mock/llm/outcome.js';
import type { LlmReply } from '../mock/llm-match.js';
import type { LlmRequest, ToolCall } from '../mock/llm-request.js';
import { type Answer, type CallSite, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, type Value, type ValueMap } from '../model/value.js';
import { failCheck } from './check-binding.js';
import { showRequest, showTokens, toLuaFloat } from './llm/show-call.js';
import { costCents, countTokens } from './llm-cost.js';
import { describeNearest, describeRequest, preview } from './llm-text.js';
import { passTime } from './pass-time.js';
import type { World } from './world.js';

/** Who asks: the world it happens in, and the line that the call is told of. */
export interface Asking {
  readonly world: World;
  readonly site: CallSite;
}

/** The model that a level such as `simple` stands for; any other name is a model's own. */
export function resolveModel(world: World, modelOrLevel: string): string {
  const { levels } = world.base.settings;
  return Object.hasOwn(levels, modelOrLevel) ? (levels[modelOrLevel] ?? modelOrLevel) : modelOrLevel;
}

/**
 * Asks the mocked model, whoever the caller is: ledger, cost, latency and journal are seen to here. How the call went is
 * handed to `then`, once, when its virtual time has passed; what that answers is the answer.
 */
export function askModel(asking: Asking, request: LlmRequest, then: (outcome: ModelOutcome) => Answer): Answer {
  const { world } = asking;
  const taken = world.llm.take(request);
  if (taken.kind === 'unmatched') {
    const message = `no mock answers this call of the model ${request.model}`;
    const notes = [describeRequest(request), ...describeNearest(taken.nearest)];
    failCheck(world, { ...asking, args: [] }, { check: 'mock', message, notes });
    return then({ kind: 'failed', message: `${message}\n${notes.join('\n')}` });
  }
  return passTime(asking, taken.reply.latencyMs, () => then(settleCall(asking, request, taken.reply)));
}

function settleCall({ world, site }: Asking, request: LlmRequest, reply: LlmReply): ModelOutcome {
  if (reply.error !== undefined) {
    const text = `${request.model}: error: ${reply.error}`;
    world.note(site, 'llm.call', text, createValueMap([...describeCall(request), ['error', reply.error]]));
    return { kind: 'fault', fault: { kind: 'error', message: reply.error } };
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
  const toolCalls = reply.toolCalls.map((call) => readToolCall(world, call));
  const choice = { text: reply.text, toolCalls, finishReason: toolCalls.length > 0 ? 'tool_calls' : 'stop' } as const;
  return { kind: 'reply', reply: { ...choice, choices: [choice], model: request.model, tokens, costCents: cost } };
}

/** A tool's call of any of the usual shapes; without an id it gets the next one of the world. */
function readToolCall(world: World, value: Value): ToolCall {
  if (!isValueMap(value)) throw new LuaRaise('llm.on(…):reply: tool_calls: a table is expected for each call');
  const inner = isValueMap(value.function) ? value.function : value;
  world.toolCallCount += 1;
  return {
    id: typeof value.id === 'string' ? value.id : `call_${world.toolCallCount}`,
    name: String(inner.name ?? inner.tool),
    arguments: inner.arguments ?? inner.args ?? inner.input ?? createValueMap(),
  };
}

/** What a call asked of whom, as fields of its entry in the journal. */
function describeCall(request: LlmRequest): [string, Value][] {
  const { model, agent, messages } = showRequest(request);
  return [
    ['model', model],
    ['agent', agent],
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
