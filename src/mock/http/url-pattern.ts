/** Patterns compiled in this thread, by their text. */
const compiled = new Map<string, CompiledPattern>();
const MAX_COMPILED = 1000;

interface CompiledPattern {
  readonly expression: RegExp;
  readonly names: readonly string[];
  /** Query parameters that the pattern itself asks for. */
  readonly query: URLSearchParams;
}

/**
 * What the named parts of a pattern are in a URL; undefined where the URL is another one. A pattern is a whole URL, one without
 * its scheme, or a path alone. `*` stands for any text, `:name` for one part of the path. A query that is asked for
 * must be there; else the URL's own says nothing.
 */
export function matchUrl(pattern: string, url: URL): Readonly<Record<string, string>> | undefined {
  const { expression, names, query } = compile(pattern);
  const { origin, pathname } = url;
  const found = expression.exec(`${origin}${pathname}`);
  if (found === null) return undefined;
  for (const [name, value] of query) if (!url.searchParams.getAll(name).includes(value)) return undefined;
  return Object.fromEntries(names.map((name, i) => [name, decode(found[i + 1] ?? '')]));
}

/** Why a text is no pattern; undefined where it is one. */
export function findPatternProblem(pattern: string): string | undefined {
  if (/\s/.test(pattern)) return 'it has blanks in it';
  if (pattern.includes('#')) return 'it has a #, and what follows one is never sent';
  if (!pattern.startsWith('/') && !/^([a-z*]+:\/\/)?[^/]/i.test(pattern)) return 'it begins with no host';
  const { names } = compile(pattern);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? undefined : `:${twice} stands in it twice`;
}

function compile(pattern: string): CompiledPattern {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const [address = '', query = ''] = splitOnce(pattern, '?');
  const [, scheme, host = '', path = ''] = /^(?:([a-z*]+):\/\/)?([^/]*)(.*)$/is.exec(address) ?? [];
  const names: string[] = [];
  const origin = host === '' ? '[^/]+//[^/]+' : `${toScheme(scheme)}//${toHost(host, scheme)}`;
  const expression = new RegExp(`^${origin}${toPath(path === '' ? '/' : path, names)}$`, 's');
  const made = { expression, names, query: new URLSearchParams(query) };
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

function splitOnce(text: string, by: string): string[] {
  const at = text.indexOf(by);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function toScheme(scheme: string | undefined): string {
  return scheme === undefined || scheme === '*' ? '[^/]+' : `${escapeText(scheme.toLowerCase())}:`;
}

/** A port that goes without saying may be said. */
function toHost(host: string, scheme: string | undefined): string {
  const usual = { http: ':80', https: ':443' }[scheme?.toLowerCase() ?? ''];
  const name = host.toLowerCase();
  const shown = usual !== undefined && name.endsWith(usual) ? name.slice(0, -usual.length) : name;
  return shown.split('*').map(escapeText).join('[^/]*');
}

/** `:name` is a part of its own only behind something that is no letter, so that `:3000` and `a:b` are not. */
function toPath(path: string, names: string[]): string {
  const parts = path.split(/(\*|(?<=[^\w*]):[A-Za-z_]\w*)/);
  const shown = parts.map((part) => {
    if (part === '*') return '.*';
    if (!/^:[A-Za-z_]/.test(part)) return escapeText(encode(part));
    names.push(part.slice(1));
    return '([^/]+?)';
  });
  return shown.join('');
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** What a URL never has as it is. */
function encode(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
