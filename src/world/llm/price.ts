import type { TokenCounts } from '../../mock/llm-request.js';
import type { RunSettings } from '../../model/settings.js';
import { didYouMean } from '../../model/suggest.js';
import { readPrice } from './money.js';

/** What one token costs, in units of `money.ts`. */
interface TokenPrice {
  readonly input: bigint;
  readonly cached: bigint;
  readonly output: bigint;
}

const known = new WeakMap<RunSettings['prices'], Map<string, TokenPrice>>();

/**
 * What a call costs, exactly, in units of `money.ts`. Cached tokens are part of the input tokens. Undefined where the model
 * has no price.
 */
export function computeCost(settings: RunSettings, model: string, tokens: TokenCounts): bigint | undefined {
  const price = findPrice(settings.prices, model);
  if (price === undefined) return undefined;
  const cached = Math.min(tokens.cached, tokens.input);
  return (
    BigInt(tokens.input - cached) * price.input + BigInt(cached) * price.cached + BigInt(tokens.output) * price.output
  );
}

function findPrice(prices: RunSettings['prices'], model: string): TokenPrice | undefined {
  const read = known.get(prices) ?? new Map<string, TokenPrice>();
  known.set(prices, read);
  const price = read.get(model);
  if (price !== undefined || !Object.hasOwn(prices, model)) return price;
  const written = prices[model];
  if (written === undefined) return undefined;
  const { input, output, cached = input } = written;
  const made = { input: readPrice(input), cached: readPrice(cached), output: readPrice(output) };
  read.set(model, made);
  return made;
}

/** What to say of a model without a price. */
export function describeNoPrice({ levels, prices }: RunSettings, model: string): string {
  const hint = didYouMean(model, [...Object.keys(levels), ...Object.keys(prices)]);
  return `the model ${model} has no price in the config${hint}; it can be added to prices, or the reply of the mock can give cost_cents`;
}
