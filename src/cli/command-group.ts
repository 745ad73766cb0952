import { KnownError } from '../model/known-error.js';
import { didYouMean } from '../model/suggest.js';
import type { Command, CommandEntry } from './command.js';
import { getExitCode } from './exit-code.js';
import type { Io } from './io.js';

/** Several commands that share their first word: `moonrig mocks check`. */
export interface GroupShape {
  readonly name: string;
  readonly summary: string;
  /** By their second word, in the order in which help lists them. */
  readonly commands: Readonly<Record<string, CommandEntry>>;
}

/** Makes one command of a group: its first argument is the name of the command that is meant. */
export function defineGroup({ name, summary, commands }: GroupShape): Command {
  const help = showGroupHelp({ name, summary, commands });
  return {
    name,
    summary,
    options: [],
    examples: [],
    commands,
    async start([word, ...rest]: readonly string[], io: Io): Promise<number> {
      if (word === '--help' || word === '-h') {
        io.stdout.write(help);
        return 0;
      }
      if (word === undefined) {
        io.stderr.write(help);
        return getExitCode({ isMisused: true });
      }
      return await (await findIn(commands, name, word).load()).command.start(rest, io);
    },
    help: async ([word, ...more]) => {
      if (word === undefined) return help;
      return await (await findIn(commands, name, word).load()).command.help(more);
    },
  };
}

function findIn(commands: GroupShape['commands'], group: string, word: string): CommandEntry {
  const entry = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(commands);
  const what = `there is no command ${group} ${word}${didYouMean(word, names)}`;
  throw new KnownError('bad-command-line', what, { hint: `there are ${names.join(', ')}` });
}

function showGroupHelp({ name, summary, commands }: GroupShape): string {
  const width = Math.max(...Object.keys(commands).map((word) => word.length)) + 2;
  const list = Object.entries(commands).map(([word, entry]) => `  ${word.padEnd(width)}${entry.summary}\n`);
  return `Usage: moonrig ${name} <command>\n\n${summary}\n\nCommands:\n${list.join('')}\n  moonrig help ${name} <command>   its flags and examples\n`;
}
