import type { Endpoint } from '../mock/http/endpoints.js';
import { anthropic } from './anthropic/provider.js';
import { openAi } from './openai/provider.js';
import type { Provider } from './provider.js';

/** To add a provider: its endpoint in `mock/http/endpoints.ts`, a folder here that exports it, and its name here. */
export const PROVIDERS: Readonly<Record<Endpoint['provider'], Provider>> = { openai: openAi, anthropic };
