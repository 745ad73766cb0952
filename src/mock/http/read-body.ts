import type { Value } from '../../model/value.js';
import type { HttpRequest } from './http-request.js';

/** What the body of a request says as JSON; undefined where it says none. */
export function readBody({ body }: Pick<HttpRequest, 'body'>): Value {
  if (typeof body !== 'string' || body.trim() === '') return undefined;
  try {
    // What JSON holds is a Value.
    return JSON.parse(body) as Value;
  } catch {
    return undefined;
  }
}
