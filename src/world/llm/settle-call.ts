import type { Choice, ModelReply, NoAnswer } from '../../mock/llm/outcome.js';
import type { TokenCounts } from '../../mock/llm-request.js';
import { parseJson } from '../parse-json.js';
import { failCall, type ModelCall } from './call.js';
import { checkBudgets } from './check-budgets.js';
import type { Ending, Progress } from './ending.js';
import { readCents, toCents } from './money.js';
import { noteCall } from './note-call.js';
import type { PreparedAnswer } from './prepared-answer.js';
import { computeCost, describeNoPrice } from './price.js';
import { countTokens } from './tokens.js';

const NO_TOKENS: TokenCounts = { input: 0, output: 0, cached: 0 };

/** What a call came to, with what it costs; the call is in the accounts and in the journal then. */
export type Settled = { readonly kind: 'reply'; readonly reply: ModelReply } | NoAnswer;

/** Counts what a call took, notes it, and holds it against the budgets. */
export function settleCall(call: ModelCall, answer: PreparedAnswer, ending: Ending): Settled {
  const { world, request } = call;
  const { choices, fault, progress } = ending;
  const isUnbilled = fault !== undefined && (progress === undefined || progress.read === 0);
  const tokens = isUnbilled ? NO_TOKENS : countTokens(tellTokens(answer, progress), request, choices);
  const money = isUnbilled ? 0n : findCost(call, answer, tokens);
  if (money === undefined) {
    return failCall(call, { check: 'mock', message: describeNoPrice(world.base.settings, request.model), notes: [] });
  }
  world.llm.accounts.add(request, tokens, money);
  world.agents.charge(money, tokens, request.model);
  const costCents = toCents(money);
  noteCall(call, ending, { mock: answer.mock, tokens, costCents });
  const excess = checkBudgets(call);
  if (excess !== undefined) return excess;
  if (fault !== undefined) return { kind: 'fault', fault };
  return { kind: 'reply', reply: createReply(call, choices, { tokens, costCents }) };
}

function createReply(
  { request }: ModelCall,
  choices: readonly Choice[],
  spent: { readonly tokens: TokenCounts; readonly costCents: number },
): ModelReply {
  const [first] = choices;
  if (first === undefined) throw new Error('an answer has no choice');
  const { text, toolCalls, finishReason } = first;
  const { tokens, costCents } = spent;
  const reply = { text, toolCalls, finishReason, choices, model: request.model, tokens, costCents };
  if (request.json === undefined) return reply;
  const parsed = parseJson(text);
  return 'value' in parsed ? { ...reply, json: parsed.value } : reply;
}

/** The tokens that the mock tells of, as far as they are those of what came. */
function tellTokens(
  { reply, damage }: PreparedAnswer,
  progress: Progress | undefined,
): Partial<TokenCounts> | undefined {
  const { tokens } = reply;
  if (tokens?.output === undefined) return tokens;
  const { output, ...others } = tokens;
  if (damage === 'refusal' || damage === 'content_filter') return others;
  if (progress === undefined || progress.read >= progress.chunks) return tokens;
  return { ...others, output: Math.ceil((output * progress.read) / progress.chunks) };
}

function findCost({ world, request }: ModelCall, { reply }: PreparedAnswer, tokens: TokenCounts): bigint | undefined {
  if (reply.costCents !== undefined) return readCents(reply.costCents);
  return computeCost(world.base.settings, request.model, tokens);
}
