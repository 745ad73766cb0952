import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { commands, findCommand } from './commands.js';
import type { Io } from './io.js';
import { showHelp } from './show-help.js';
import { createUnknownCommand } from './unknown-command.js';

/** `moonrig help`. */
export const command: Command = defineCommand<object>(
  {
    name: 'help',
    summary: 'Explain a command, or what scenarios and scripts can call',
    argument: { name: '[topic]', summary: 'a command, or `bindings`' },
    options: [],
    examples: ['moonrig help run', 'moonrig help bindings'],
  },
  help,
);

async function help({ paths: [topic] }: Request<object>, io: Io): Promise<number> {
  io.stdout.write(topic === undefined ? showHelp() : await showTopic(topic));
  return 0;
}

async function showTopic(topic: string): Promise<string> {
  if (topic === 'bindings') {
    const [{ showBindings }, { describeBindings }] = await Promise.all([
      import('./help-bindings.js'),
      import('../world/describe-bindings.js'),
    ]);
    return showBindings(describeBindings());
  }
  const entry = findCommand(topic);
  if (entry === undefined) throw createUnknownCommand(topic, [...Object.keys(commands), 'bindings']);
  const [{ showCommandHelp }, module] = await Promise.all([import('./parse-request.js'), entry.load()]);
  return showCommandHelp(module.command);
}
