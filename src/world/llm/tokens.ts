import type * as Tokenx from 'tokenx';
import { toJsonText } from '../../mock/llm/json-text.js';
import type { Choice } from '../../mock/llm/outcome.js';
import type { LlmRequest, Message, TokenCounts, ToolCall } from '../../mock/llm-request.js';
import { loadLate } from '../../model/load-late.js';

/** Of short texts the estimate costs less than to remember it. */
const SHORT = 16;
/** Characters of the texts whose estimates are remembered. */
const MAX_REMEMBERED = 4 * 1024 * 1024;

/** Agents send the same messages again with each turn. The estimates depend on nothing else. */
const remembered = new Map<string, number>();
let rememberedSize = 0;
let tokenx: typeof Tokenx | undefined;

/** About how many tokens a text comes to, for whatever model: no provider's own tokenizer is asked. */
export function estimateTokens(text: string): number {
  if (text.length <= SHORT) return count(text);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const tokens = count(text);
  if (rememberedSize + text.length > MAX_REMEMBERED) {
    remembered.clear();
    rememberedSize = 0;
  }
  rememberedSize += text.length;
  remembered.set(text, tokens);
  return tokens;
}

function count(text: string): number {
  // The package's types are those of its module.
  tokenx ??= loadLate('tokenx', import.meta.url) as typeof Tokenx;
  return tokenx.estimateTokenCount(text);
}

/** The tokens a mock tells of; what it leaves out is estimated from what was asked and answered. */
export function countTokens(
  told: Partial<TokenCounts> | undefined,
  request: LlmRequest,
  choices: readonly Pick<Choice, 'text' | 'toolCalls'>[],
): TokenCounts {
  return {
    input: told?.input ?? estimateInput(request),
    output:
      told?.output ??
      choices.reduce((sum, choice) => sum + estimateTokens(choice.text) + estimateCalls(choice.toolCalls), 0),
    cached: told?.cached ?? 0,
  };
}

function estimateInput({ messages, tools }: LlmRequest): number {
  let sum = 0;
  for (const message of messages) sum += estimateMessage(message);
  for (const tool of tools) {
    sum += estimateTokens(`${tool.name} ${tool.description ?? ''} ${toJsonText(tool.parameters ?? null) ?? ''}`);
  }
  return sum;
}

function estimateMessage({ content, toolCalls }: Message): number {
  return estimateTokens(content) + (toolCalls === undefined ? 0 : estimateCalls(toolCalls));
}

function estimateCalls(calls: readonly ToolCall[]): number {
  let sum = 0;
  for (const call of calls) {
    const given = typeof call.arguments === 'string' ? call.arguments : (toJsonText(call.arguments) ?? '');
    sum += estimateTokens(`${call.name} ${given}`);
  }
  return sum;
}
