/** What a module threw, for a user: the message's first line, and the line of the module it came from where known. */
export interface Thrown {
  readonly message: string;
  readonly line?: number;
}

/** Reads what loading `path` threw, or running what it exports. `what` names it: `the config`. */
export function readThrown(error: unknown, path: string, what: string): Thrown {
  if (!(error instanceof Error)) return { message: `${what} threw ${String(error)}` };
  const isSyntax = error.message.startsWith('ParseError:') || error instanceof SyntaxError;
  const [head = ''] = error.message.replace('ParseError: ', '').split('\n');
  const first = head.replace(/ imported from .*$/, '').trim();
  const line = findLine(`${error.message}\n${error.stack ?? ''}`, path);
  const message = isSyntax ? `${what} does not parse: ${first}` : `${what} failed: ${first || error.name}`;
  return line === undefined ? { message } : { message, line };
}

/** The first `path:line` in a text; paths in it may be file URLs or have backslashes. */
function findLine(text: string, path: string): number | undefined {
  const plain = text.replaceAll('\\', '/');
  const wanted = `${path.replaceAll('\\', '/')}:`;
  const start = plain.indexOf(wanted);
  const digits = start < 0 ? undefined : /^\d+/.exec(plain.slice(start + wanted.length))?.[0];
  return digits === undefined ? undefined : Number(digits);
}
