import type { Mismatch } from '../llm/match.js';
import { findTextMismatch, showTextMatch, type TextMatch } from '../llm/text-match.js';
import type { HttpRequest } from './http-request.js';
import { findJsonMismatches } from './json-subset.js';
import type { HttpMatch, NamedMatches, UrlMatch } from './match.js';
import { readBody } from './read-body.js';
import { isSecret } from './secret-headers.js';
import { matchUrl } from './url-pattern.js';

/** All ways in which a request is not what a mock asks for; none where it matches. */
export function compareHttpRequest(match: HttpMatch, request: HttpRequest): Mismatch[] {
  return COMPARISONS.flatMap((compare) => compare(match, request));
}

/** Whether a request is what a mock asks for. */
export function matchesHttpRequest(match: HttpMatch, request: HttpRequest): boolean {
  return COMPARISONS.every((compare) => compare(match, request).length === 0);
}

/** What the named parts of a mock's URL are in a request that it answers. */
export function readParams({ url }: HttpMatch, request: HttpRequest): Readonly<Record<string, string>> {
  return (url !== undefined && 'pattern' in url && matchUrl(url.pattern, new URL(request.url))) || {};
}

const NONE: readonly Mismatch[] = [];

/** Cheap ones come first: of most mocks one of them says no. */
const COMPARISONS: readonly ((match: HttpMatch, request: HttpRequest) => readonly Mismatch[])[] = [
  ({ method }, request) => compareText('method', method, request.method),
  ({ agent }, request) => compareText('agent', agent, request.agent),
  ({ url }, request) => (url === undefined ? NONE : compareUrl(url, request)),
  ({ query }, request) => (query === undefined ? NONE : compareQuery(query, new URL(request.url).searchParams)),
  ({ headers }, request) => (headers === undefined ? NONE : compareHeaders(headers, request)),
  ({ body }, request) =>
    body === undefined ? NONE : body.flatMap((part) => compareText('body', part, textOf(request))),
  ({ json }, request) => (json === undefined ? NONE : findJsonMismatches(json, readBody(request))),
];

function compareText(field: string, match: TextMatch | undefined, text: string | undefined): readonly Mismatch[] {
  if (match === undefined) return NONE;
  const mismatch = findTextMismatch(match, text ?? '');
  if (mismatch === undefined && text !== undefined) return NONE;
  const { how, wanted } = mismatch ?? { how: 'value', wanted: ['any'] };
  return [{ field, how, wanted: wanted.join(' or '), got: text ?? 'none' }];
}

function compareUrl(match: UrlMatch, { url }: HttpRequest): readonly Mismatch[] {
  if ('text' in match) return compareText('url', match.text, url);
  if (matchUrl(match.pattern, new URL(url)) !== undefined) return NONE;
  return [{ field: 'url', how: 'value', wanted: match.pattern, got: url }];
}

function compareQuery(wanted: NamedMatches, query: URLSearchParams): readonly Mismatch[] {
  const names = Object.keys(wanted);
  if (names.length === 0 && query.size > 0) {
    return [{ field: 'query', how: 'value', wanted: 'none', got: query.toString() }];
  }
  return names.flatMap((name) => compareNamed(`query.${name}`, wanted[name] ?? null, query.getAll(name)));
}

function compareHeaders(wanted: NamedMatches, { headers }: HttpRequest): readonly Mismatch[] {
  return Object.keys(wanted).flatMap((name) => {
    const value = headers[name];
    const mismatches = compareNamed(`headers.${name}`, wanted[name] ?? null, value === undefined ? [] : [value]);
    return value !== undefined && isSecret(name) ? mismatches.map(hideGot) : mismatches;
  });
}

const hideGot = (mismatch: Mismatch): Mismatch => ({ ...mismatch, got: 'one that is kept secret' });

/** Several values may have one name: one of them must do. */
function compareNamed(field: string, match: TextMatch | null, values: readonly string[]): readonly Mismatch[] {
  const got = values.length === 0 ? 'none' : values.join(', ');
  if (match === null) return values.length === 0 ? NONE : [{ field, how: 'value', wanted: 'none', got }];
  if (values.some((value) => findTextMismatch(match, value) === undefined)) return NONE;
  return [{ field, how: 'value', wanted: showTextMatch(match), got }];
}

/** Bytes that are no text are matched as the characters that Latin-1 has for them. */
function textOf({ body }: HttpRequest): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('latin1');
}
