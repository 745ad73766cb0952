import { anthropic } from './anthropic/provider.js';
import { openAi } from './openai/provider.js';
import type { Provider } from './provider.js';

/** To add a provider: a folder that exports it, and its name here. */
export const providers: readonly Provider[] = [openAi, anthropic];

/** The provider that a request asks for an answer of a model; undefined where it asks for anything else. */
export function findProvider(method: string, url: URL): Provider | undefined {
  if (method !== 'POST') return undefined;
  return providers.find(({ host, path }) => url.host === host && url.pathname === path);
}
