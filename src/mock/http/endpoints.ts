/** Where a provider answers for its models: requests are sent there with POST. */
export interface Endpoint {
  readonly provider: 'openai' | 'anthropic';
  readonly host: string;
  readonly path: string;
}

/** The endpoints whose shapes `wire` knows. */
export const ENDPOINTS: Readonly<Record<Endpoint['provider'], Endpoint>> = {
  openai: { provider: 'openai', host: 'api.openai.com', path: '/v1/chat/completions' },
  anthropic: { provider: 'anthropic', host: 'api.anthropic.com', path: '/v1/messages' },
};

/** The endpoint that a request asks for a model's answer; undefined where it asks for anything else. */
export function findEndpoint(method: string, url: URL): Endpoint | undefined {
  if (method !== 'POST') return undefined;
  return Object.values(ENDPOINTS).find(({ host, path }) => url.host === host && url.pathname === path);
}
