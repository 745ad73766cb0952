import type { Provider, RunSettings } from '../../model/settings.js';

/** Models that a name tells of; what the config says wins. */
const BY_NAME: readonly (readonly [RegExp, Provider])[] = [
  [/^(claude|haiku|sonnet|opus)(?![a-z])/i, 'anthropic'],
  [/^(gpt|chatgpt|o\d)(?![a-z])/i, 'openai'],
];

/** Whose protocol the calls of a model keep to: the config's word, else by the model's name. */
export function findProvider({ providers }: RunSettings, model: string): Provider {
  if (Object.hasOwn(providers, model)) return providers[model] ?? 'any';
  return BY_NAME.find(([name]) => name.test(model))?.[1] ?? 'any';
}
