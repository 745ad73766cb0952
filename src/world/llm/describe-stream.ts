import type { TokenCounts } from '../../mock/llm-request.js';
import type { World } from '../world.js';
import { countTokens } from './tokens.js';

/** What is known of a stream that was opened: whether the model refuses, and the tokens of the whole answer. */
export function describeStream(world: World, number: number): { isRefusal: boolean; tokens: TokenCounts } {
  const stream = world.llm.stream(number);
  if (stream === undefined) throw new Error(`there is no open stream ${number}`);
  const { request, answer } = stream;
  return {
    isRefusal: answer.choices[0]?.finishReason === 'refusal',
    tokens: countTokens(answer.reply.tokens, request, answer.choices),
  };
}
