import type { HttpRequest } from '../../mock/http/http-request.js';

/** Stands for the separator of a form's parts, which clients make up at random. */
const BOUNDARY = 'moonrig-boundary';

/** A request as data. */
export async function readMessage(request: Request, who: Pick<HttpRequest, 'agent' | 'task'>): Promise<HttpRequest> {
  const url = new URL(request.url);
  url.hash = '';
  const headers = Object.fromEntries(request.headers);
  const body = toText(new Uint8Array(await request.arrayBuffer()));
  return { method: request.method.toUpperCase(), url: url.href, ...unifyBoundary(headers, body), ...who };
}

/** Text where the bytes are valid UTF-8. */
function toText(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** The same form has the same bytes in every run. */
function unifyBoundary(
  headers: Record<string, string>,
  body: string | Uint8Array,
): Pick<HttpRequest, 'headers' | 'body'> {
  const type = headers['content-type'] ?? '';
  const boundary = /^multipart\/[^;]+;\s*boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary === undefined) return { headers, body };
  const unify = (text: string) => text.replaceAll(boundary, BOUNDARY);
  const isText = typeof body === 'string';
  const text = isText ? body : Buffer.from(body).toString('latin1');
  return {
    headers: { ...headers, 'content-type': unify(type) },
    body: isText ? unify(text) : new Uint8Array(Buffer.from(unify(text), 'latin1')),
  };
}
