import type { LlmMock } from '../../mock/llm/llm-mock.js';
import type { Choice } from '../../mock/llm/outcome.js';
import { showRequest, showTokens, showToolCall, toLuaFloat } from '../../mock/llm/show-request.js';
import type { TokenCounts } from '../../mock/llm-request.js';
import { showAddress } from '../../model/address.js';
import type { ValueMap } from '../../model/value.js';
import { preview } from '../mocks/describe.js';
import type { ModelCall } from './call.js';
import type { Ending } from './ending.js';

/** A call that has ended, as the journal is told of it. */
export interface EndedCall extends Ending {
  readonly mock?: LlmMock;
  readonly tokens: TokenCounts;
  readonly costCents: number;
}

/** Notes a call in the journal. */
export function noteCall(call: ModelCall, ended: EndedCall): void {
  call.world.note(call.site, 'llm.call', describeCall(call, ended), showCall(call, ended));
}

function describeCall({ request }: ModelCall, { choices, fault, progress, tokens, costCents }: EndedCall): string {
  const who = request.agent === undefined ? '' : `${request.agent} → `;
  const said = fault === undefined ? describeChoice(choices[0]) : `error: ${fault.message}`;
  const spent = `${tokens.input} + ${tokens.output} tokens, ${costCents} ¢`;
  const isLeft = progress !== undefined && fault === undefined && progress.read < progress.chunks;
  const left = isLeft ? `, left after ${progress.read} of ${progress.chunks} chunks` : '';
  const cost = fault !== undefined && tokens.input === 0 ? '' : ` (${spent}${left})`;
  return `${who}${request.model}: ${said}${cost}`;
}

function describeChoice(choice: Choice | undefined): string {
  if (choice === undefined) return '';
  const { text, toolCalls, finishReason } = choice;
  const calls = toolCalls.map(({ name }) => name).join(', ');
  const reason = finishReason === 'stop' || finishReason === 'tool_calls' ? '' : ` [${finishReason}]`;
  if (calls === '') return `${preview(text)}${reason}`;
  return `${text === '' ? '' : `${preview(text)} `}→ ${calls}${reason}`;
}

function showCall({ request }: ModelCall, { choices, fault, progress, mock, tokens, costCents }: EndedCall): ValueMap {
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
  if (progress !== undefined) map.chunks = progress.read;
  if (mock?.at !== undefined) map.mock = showAddress(mock.at);
  return map;
}
