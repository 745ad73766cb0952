import type { HttpRequest } from '../../mock/http/http-request.js';
import { preview } from '../mocks/describe.js';

/** One line that tells what was asked of which service. */
export function describeHttpRequest({ method, url, body, agent }: HttpRequest): string {
  const who = agent === undefined ? '' : ` by ${agent}`;
  return `sent${who}: ${method} ${url}${body.length === 0 ? '' : ` with ${describeBody(body)}`}`;
}

function describeBody(body: string | Uint8Array): string {
  return typeof body === 'string' ? preview(body) : `${body.length} bytes`;
}
