import { withSlashes } from '../../scenario/project-path.js';

/** What a config threw, for a user: the message's first line, and the line of the config it came from where known. */
export interface Thrown {
  readonly message: string;
  readonly line?: number;
}

/** Reads what loading `path` threw. */
export function readThrown(error: unknown, path: string): Thrown {
  if (!(error instanceof Error)) return { message: `the config threw ${String(error)}` };
  const isSyntax = error.message.startsWith('ParseError:') || error instanceof SyntaxError;
  const [head = ''] = error.message.replace('ParseError: ', '').split('\n');
  const first = head.replace(/ imported from .*$/, '').trim();
  const line = findLine(`${error.message}\n${error.stack ?? ''}`, path);
  const message = isSyntax ? `the config does not parse: ${first}` : `the config failed: ${first || error.name}`;
  return line === undefined ? { message } : { message, line };
}

/** The first `path:line` in a text; paths in it may be file URLs or have backslashes. */
function findLine(text: string, path: string): number | undefined {
  const plain = withSlashes(text);
  const wanted = `${withSlashes(path)}:`;
  const start = plain.indexOf(wanted);
  const digits = start < 0 ? undefined : /^\d+/.exec(plain.slice(start + wanted.length))?.[0];
  return digits === undefined ? undefined : Number(digits);
}
