import type { BindingDescription } from '../model/binding.js';
import { KnownError } from '../model/known-error.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { commands, findCommand } from './commands.js';
import type { Topic } from './help/find-topic.js';
import type { Io } from './io.js';
import { showHelp } from './show-help.js';

/** `moonrig help`. */
export const command: Command = defineCommand<object>(
  {
    name: 'help',
    summary: 'Explain a command, agents, the config, the mocks, or what scenarios and scripts can call',
    argument: {
      name: '[topic...]',
      summary: 'a command, `bindings`, `agents`, `config`, `mocks`, or a name such as `llm.on`',
    },
    options: [],
    examples: ['moonrig help run', 'moonrig help bindings', 'moonrig help llm', 'moonrig help assert.same'],
  },
  help,
);

/** Pages about a matter of their own. */
const PAGES: Readonly<Record<string, () => Promise<string>>> = {
  agents: async () => (await import('./help/agents-page.js')).showAgentsPage(),
  bindings: async () => (await import('./help/bindings-page.js')).showBindings(await loadBindings()),
  config: async () => (await import('./help/config-page.js')).showConfigPage(),
  mocks: async () => (await import('./help/mocks-page.js')).showMocksPage(),
};

async function help({ paths: [topic, ...more] }: Request<object>, io: Io): Promise<number> {
  io.stdout.write(topic === undefined ? showHelp() : await showTopic(topic, more));
  return 0;
}

async function showTopic(topic: string, more: readonly string[]): Promise<string> {
  const entry = findCommand(topic);
  const page = Object.hasOwn(PAGES, topic) ? PAGES[topic] : undefined;
  if (entry !== undefined && (page === undefined || more.length > 0))
    return await (await entry.load()).command.help(more);
  if (more.length > 0)
    throw new KnownError('bad-command-line', `help takes one topic, got ${[topic, ...more].join(' ')}`);
  return page === undefined ? await showName(topic) : await page();
}

async function loadBindings(): Promise<readonly BindingDescription[]> {
  return (await import('../world/describe-bindings.js')).describeBindings();
}

/** The page of a binding, a function or a type. */
async function showName(topic: string): Promise<string> {
  const [{ createUnknownTopic, listNames, listTopics, trimCall }, bindings] = await Promise.all([
    import('./help/find-topic.js'),
    loadBindings(),
  ]);
  const topics = listTopics(bindings);
  const found = topics.get(trimCall(topic));
  if (found === undefined) {
    throw createUnknownTopic(topic, [...Object.keys(commands), ...Object.keys(PAGES), ...listNames(topics)]);
  }
  return await showFound(found, bindings);
}

async function showFound(topic: Topic, bindings: readonly BindingDescription[]): Promise<string> {
  const [pages, { findTypes, showType }] = await Promise.all([
    import('./help/binding-page.js'),
    import('./help/type-text.js'),
  ]);
  switch (topic.kind) {
    case 'binding':
      return pages.showBindingPage(topic.binding);
    case 'function':
      return pages.showFunctionPage(topic.fn, bindings);
    case 'field':
      return `${topic.name}: ${topic.field.type}\n  ${topic.field.summary}\n`;
    case 'type': {
      const functions = bindings.flatMap((binding) => binding.functions);
      return findTypes(topic.type.name, bindings)
        .map((type) => showType(type, functions))
        .join('\n');
    }
  }
}
