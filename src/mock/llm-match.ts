import type { Value } from '../model/value.js';
import type { LlmRequest, Message, TokenCounts } from './llm-request.js';

/** What a mock answers. */
export interface LlmReply {
  readonly text: string;
  /** Where absent they are estimated from the texts. */
  readonly tokens?: Partial<TokenCounts>;
  /** What it costs; by the price table where absent. */
  readonly costCents?: number;
  /** Virtual milliseconds that the answer takes. */
  readonly latencyMs: number;
  /** An error raised in place of an answer. */
  readonly error?: string;
  readonly toolCalls: readonly Value[];
}

/** What a request must be like; absent parts match anything. */
export interface LlmMatch {
  readonly model?: string;
  readonly agent?: string;
  /** Each must be part of some message. */
  readonly contains?: readonly string[];
  /** Part of a system message. */
  readonly system?: string;
  /** Part of the last message. */
  readonly last?: string;
}

/** One way in which a request is not what a mock asks for. */
export interface Mismatch {
  readonly field: keyof LlmMatch;
  readonly wanted: string;
  readonly got: string;
}

/** How a request differs from what a mock asks for; empty where it matches. */
export function compareRequest(match: LlmMatch, request: LlmRequest): Mismatch[] {
  const found: Mismatch[] = [];
  const note = (field: keyof LlmMatch, wanted: string, got: string) => found.push({ field, wanted, got });
  if (match.model !== undefined && match.model !== request.model) note('model', match.model, request.model);
  if (match.agent !== undefined && match.agent !== request.agent)
    note('agent', match.agent, request.agent ?? 'no agent');
  const all = textOf(request.messages);
  for (const part of match.contains ?? []) if (!all.includes(part)) note('contains', part, all);
  const system = textOf(request.messages.filter((message) => message.role === 'system'));
  if (match.system !== undefined && !system.includes(match.system)) note('system', match.system, system);
  const last = request.messages.at(-1)?.content ?? '';
  if (match.last !== undefined && !last.includes(match.last)) note('last', match.last, last);
  return found;
}

/** All contents, set apart by empty lines. */
export function textOf(messages: readonly Message[]): string {
  return messages.map((message) => message.content).join('\n\n');
}

/** About four characters make a token: what is counted where a mock gives no tokens. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
