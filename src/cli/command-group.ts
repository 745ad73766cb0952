import type { Command, CommandEntry } from './command.js';
import type { Io } from './io.js';
import { createUnknownCommand } from './unknown-command.js';

export interface GroupShape {
  readonly name: string;
  readonly summary: string;
  /** Its commands by the word that names each, in the order help lists them. */
  readonly members: Readonly<Record<string, CommandEntry>>;
  readonly examples: readonly string[];
}

/** Makes a command that has commands of its own: `moonrig rules list`. */
export function defineGroup({ name, summary, members, examples }: GroupShape): Command {
  const argument = { name: '<command>', summary: Object.keys(members).join(', ') };
  const shape = { name, summary, argument, options: [], examples, members };
  return {
    ...shape,
    async start([first, ...rest]: readonly string[], io: Io): Promise<number> {
      if (first === undefined || first === '--help' || first === '-h') {
        const { showCommandHelp } = await import('./parse-request.js');
        io.stdout.write(showCommandHelp(shape));
        return 0;
      }
      const entry = Object.hasOwn(members, first) ? members[first] : undefined;
      if (entry === undefined) throw createUnknownCommand(first, Object.keys(members), name);
      const { command } = await entry.load();
      return await command.start(rest, io);
    },
  };
}
