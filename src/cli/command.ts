import { KnownError } from '../model/known-error.js';
import type { CommandShape, Request } from './command-shape.js';
import type { Io } from './io.js';

/** A command as a table knows it: nothing of it is loaded until it is asked for. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

/** A command that can be started. */
export interface Command extends CommandShape {
  /** Parses what stands behind the command's name and runs it; resolves to the exit code. Throws KnownError. */
  start(argv: readonly string[], io: Io): Promise<number>;
  /** Its help page; of a group, that of the command which the words behind its name mean. Throws KnownError. */
  help(words: readonly string[]): Promise<string>;
  /** Of a group: its commands by their second word. */
  readonly commands?: Readonly<Record<string, CommandEntry>>;
}

/** Makes a command of its shape and of what it does. */
export function defineCommand<Flags>(
  shape: CommandShape,
  run: (request: Request<Flags>, io: Io) => Promise<number>,
): Command {
  const showHelp = async () => (await import('./parse-request.js')).showCommandHelp(shape);
  const start = async (argv: readonly string[], io: Io): Promise<number> => {
    // Paths alone need no parser, and loading one costs some 10 ms. The door: every flag may be left out.
    if (takesPaths(shape) && argv.every((arg) => !arg.startsWith('-')))
      return await run({ flags: {} as Flags, paths: argv }, io);
    const { parseRequest } = await import('./parse-request.js');
    if (argv.slice(0, endOfFlags(argv)).some((arg) => arg === '--help' || arg === '-h')) {
      io.stdout.write(await showHelp());
      return 0;
    }
    return await run(parseRequest<Flags>(shape, argv), io);
  };
  const help = async ([word]: readonly string[]) => {
    if (word !== undefined)
      throw new KnownError('bad-command-line', `${shape.name} has no commands of its own, got ${word}`);
    return await showHelp();
  };
  return { ...shape, start, help };
}

function takesPaths({ argument }: CommandShape): boolean {
  return argument?.name.endsWith('...]') === true;
}

function endOfFlags(argv: readonly string[]): number {
  const end = argv.indexOf('--');
  return end < 0 ? argv.length : end;
}
