import { estimateTokens, type LlmReply, textOf } from '../mock/llm-match.js';
import type { LlmRequest, TokenCounts } from '../mock/llm-request.js';
import { LuaRaise } from '../model/dispatch.js';
import type { RunSettings } from '../model/settings.js';
import { didYouMean } from '../model/suggest.js';

/** The tokens a reply tells of; what it leaves out is estimated from the texts. */
export function countTokens(request: LlmRequest, reply: LlmReply): TokenCounts {
  return {
    input: reply.tokens?.input ?? estimateTokens(textOf(request.messages)),
    output: reply.tokens?.output ?? estimateTokens(reply.text),
    cached: reply.tokens?.cached ?? 0,
  };
}

/**
 * What a call costs, in cents, exact to a millionth of a cent: prices are cents per million tokens, so tokens times price
 * is a whole number of millionths wherever prices are whole cents. Cached tokens are part of the input tokens.
 * Raises where the model has no price.
 */
export function costCents(settings: RunSettings, model: string, tokens: TokenCounts): number {
  const price = settings.prices[model];
  if (price === undefined) {
    throw new LuaRaise(
      `llm.call: the model ${model} has no price in the config${didYouMean(model, [...Object.keys(settings.levels), ...Object.keys(settings.prices)])}` +
        '; it can be added to prices, or the reply of the mock can give cost_cents',
    );
  }
  const fresh = Math.max(0, tokens.input - tokens.cached);
  const millionths = fresh * price.input + tokens.cached * (price.cached ?? price.input) + tokens.output * price.output;
  return Math.round(millionths) / 1_000_000;
}
