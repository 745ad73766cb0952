import type { CommandShape, Request } from './command-shape.js';
import type { Io } from './io.js';

/** A command that can be started. */
export interface Command extends CommandShape {
  /** The commands of a group, by name. */
  readonly members?: Readonly<Record<string, CommandEntry>>;
  /** Parses what stands behind the command's name and runs it; resolves to the exit code. Throws KnownError. */
  start(argv: readonly string[], io: Io): Promise<number>;
}

/** A command as a table knows it: nothing of it is loaded until it is asked for. */
export interface CommandEntry {
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

/** Makes a command of its shape and of what it does. */
export function defineCommand<Flags>(
  shape: Omit<CommandShape, 'members'>,
  run: (request: Request<Flags>, io: Io) => Promise<number>,
): Command {
  const start = async (argv: readonly string[], io: Io): Promise<number> => {
    // Paths alone need no parser, and loading one costs some 10 ms. The door: every flag may be left out.
    if (takesPaths(shape) && argv.every((arg) => !arg.startsWith('-')))
      return await run({ flags: {} as Flags, paths: argv }, io);
    const { parseRequest, showCommandHelp } = await import('./parse-request.js');
    if (argv.slice(0, endOfFlags(argv)).some((arg) => arg === '--help' || arg === '-h')) {
      io.stdout.write(showCommandHelp(shape));
      return 0;
    }
    return await run(parseRequest<Flags>(shape, argv), io);
  };
  return { ...shape, start };
}

function takesPaths({ argument }: CommandShape): boolean {
  return argument?.name.endsWith('...]') === true;
}

function endOfFlags(argv: readonly string[]): number {
  const end = argv.indexOf('--');
  return end < 0 ? argv.length : end;
}
