import { KnownError } from '../model/known-error.js';
import { MOONRIG_VERSION } from '../model/version.js';
import { commands, findCommand } from './commands.js';
import { showMistake } from './console/show-mistake.js';
import { getExitCode, readErrorFacts } from './exit-code.js';
import type { Io } from './io.js';

/**
 * Does what a command line says, given without node and script, and resolves to the exit code. It never throws: a known
 * error is printed with its address and hint, any other as a bug with its stack.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof KnownError) {
      io.stderr.write(showMistake(error));
      return getExitCode({ ...readErrorFacts(error.code), isInterrupted: io.signal.aborted });
    }
    io.stderr.write(showBug(error));
    return getExitCode({ isBug: true });
  }
}

/** The text for an error that moonrig does not understand. */
export function showBug(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `moonrig: bug: this should not happen; please report it with what follows\n${stack}\n`;
}

async function dispatch([first, ...rest]: readonly string[], io: Io): Promise<number> {
  if (first === '--version' || first === '-V' || first === '-v') {
    io.stdout.write(`${MOONRIG_VERSION}\n`);
    return 0;
  }
  const isHelp = first === undefined || first === '--help' || first === '-h';
  const entry = findCommand(isHelp ? 'help' : first);
  if (entry === undefined) {
    const { createUnknownCommand } = await import('./unknown-command.js');
    throw createUnknownCommand(first ?? '', Object.keys(commands));
  }
  const { command } = await entry.load();
  return await command.start(rest, io);
}
