import type { LlmMock } from '../../mock/llm/llm-mock.js';
import type { Choice } from '../../mock/llm/outcome.js';
import { showRequest, showTokens, showToolCall, toLuaFloat } from '../../mock/llm/show-request.js';
import type { TokenCounts } from '../../mock/llm-request.js';
import { showAddress } from '../../model/address.js';
import type { ValueMap } from '../../model/value.js';
import { preview } from '../mocks/describe.js';
import type { ModelCall } from './call.js';
import type { Ending } from './ending.js';

/** What a call took, and of which mock. */
export interface CallCost {
  readonly mock: LlmMock | undefined;
  readonly tokens: TokenCounts;
  readonly costCents: number;
}

/** Notes a call in the journal. */
export function noteCall(call: ModelCall, ending: Ending, cost: CallCost): void {
  call.world.note(call.site, 'llm.call', describeCall(call, ending, cost), showCall(call, ending, cost));
}

function describeCall({ request }: ModelCall, ending: Ending, { tokens, costCents }: CallCost): string {
  const { choices, fault, progress } = ending;
  const who = request.agent === undefined ? '' : `${request.agent} → `;
  const said = fault === undefined ? describeChoice(choices[0]) : `error: ${fault.message}`;
  if (fault !== undefined && tokens.input === 0) return `${who}${request.model}: ${said}`;
  const isLeft = progress !== undefined && fault === undefined && progress.read < progress.chunks;
  const left = isLeft ? `, left after ${progress.read} of ${progress.chunks} chunks` : '';
  return `${who}${request.model}: ${said} (${tokens.input} + ${tokens.output} tokens, ${costCents} ¢${left})`;
}

function describeChoice(choice: Choice | undefined): string {
  if (choice === undefined) return '';
  const { text, toolCalls, finishReason } = choice;
  const calls = toolCalls.length === 0 ? '' : toolCalls.map(({ name }) => name).join(', ');
  const reason = finishReason === 'stop' || finishReason === 'tool_calls' ? '' : ` [${finishReason}]`;
  if (calls === '') return `${preview(text)}${reason}`;
  return `${text === '' ? '' : `${preview(text)} `}→ ${calls}${reason}`;
}

function showCall(
  { request, world, startedMs }: ModelCall,
  { choices, fault, progress }: Ending,
  cost: CallCost,
): ValueMap {
  const { mock, tokens, costCents } = cost;
  const map = showRequest(request);
  const [first] = choices;
  if (request.tools.length > 0) map.tools = request.tools.map(({ name }) => name);
  if (fault !== undefined) {
    map.error = fault.message;
    map.fault = fault.kind;
    if (fault.status !== undefined) map.status = fault.status;
    if (fault.retryAfterMs !== undefined) map.retry_after_ms = fault.retryAfterMs;
  }
  if (first !== undefined) {
    map.text = first.text;
    if (first.toolCalls.length > 0) map.tool_calls = first.toolCalls.map(showToolCall);
    if (fault === undefined) map.finish_reason = first.finishReason;
    map.tokens = showTokens(tokens);
    map.cost_cents = toLuaFloat(costCents);
  }
  if (world.elapsedMs > startedMs) map.latency_ms = world.elapsedMs - startedMs;
  if (progress !== undefined) map.chunks = progress.read;
  if (mock?.at !== undefined) map.mock = showAddress(mock.at);
  return map;
}
