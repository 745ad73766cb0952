import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Address, showAddress } from '../../model/address.js';

/** Frames told of one error. */
const MAX_FRAMES = 5;
/** moonrig's own folder: its frames are nobody's business. */
const OWN = fileURLToPath(new URL('../..', import.meta.url));
const FRAME = /^\s+at (?:async )?(?:(.+?) \()?(?:file:\/\/)?(\/?.+?):(\d+):\d+\)?$/;

/** A frame of the user's code. */
export interface OwnFrame {
  readonly at: Address;
  /** The function, where it has a name. */
  readonly name: string | undefined;
}

/** Tells a project's own lines from all others on a stack. */
export class OwnLines {
  readonly #roots: readonly string[];

  constructor(root: string) {
    this.#roots = [...new Set([root, realpathSync(root)])];
  }

  /** The user's frames of an error, innermost first. */
  framesOf(error: Error): OwnFrame[] {
    const lines = (error.stack ?? '').split('\n');
    return lines.flatMap((line) => this.#read(line) ?? []).slice(0, MAX_FRAMES);
  }

  /** The user's innermost line of an error. */
  addressOf(error: Error): Address | undefined {
    return this.framesOf(error)[0]?.at;
  }

  /** A path relative to the project; undefined where it is none of the user's own. */
  shorten(path: string): string | undefined {
    if (path.startsWith(OWN)) return undefined;
    const way = this.#roots
      .map((root) => relative(root, path))
      .find((each) => each !== '..' && !each.startsWith(`..${sep}`));
    if (way === undefined || way.split(sep).includes('node_modules')) return undefined;
    return way.replaceAll(sep, '/');
  }

  #read(line: string): OwnFrame | undefined {
    const [, name, path = '', number] = FRAME.exec(line) ?? [];
    const file = path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? this.shorten(decode(path)) : undefined;
    return file === undefined ? undefined : { at: { file, line: Number(number) }, name };
  }
}

/** Paths of modules are URLs. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * What an agent threw as text that names its own lines only: `agents/reviewer.ts:12: TypeError: …`, and the frames that led
 * there.
 */
export function showThrown(thrown: unknown, lines: OwnLines): string {
  if (!(thrown instanceof Error))
    return `threw ${typeof thrown === 'string' ? JSON.stringify(thrown) : String(thrown)}`;
  const [first, ...rest] = lines.framesOf(thrown);
  const name = thrown.name === 'Error' || thrown.name === 'WorldError' ? '' : `${thrown.name}: `;
  const head = `${first === undefined ? '' : `${showAddress(first.at)}: `}${name}${messageOf(thrown)}`;
  const way = rest.map(({ at, name: caller }) => `\n  ${showAddress(at)}${caller === undefined ? '' : `: ${caller}`}`);
  const cause = thrown.cause === undefined ? '' : `\n  because of: ${showThrown(thrown.cause, lines)}`;
  return head + way.join('') + cause;
}

/** The message, without the paths of this machine that Node adds to that of a module that is not there. */
function messageOf({ message }: Error): string {
  return message.replace(/\nRequire stack:.*$/s, '');
}
