import type { CommandEntry } from './command.js';

/** All commands, in the order help lists them. To add one: its own file, and a line here. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  run: {
    summary: 'run scenarios and write the reports',
    load: () => import('./run-command.js'),
  },
  list: {
    summary: 'list scenarios without running them',
    load: () => import('./list-command.js'),
  },
  bench: { summary: 'time variants of rules against each other', load: () => import('./bench-command.js') },
  mutate: {
    summary: 'find out which mistakes in a script no scenario finds',
    load: () => import('./mutate-command.js'),
  },
  repl: { summary: 'evaluate Lua with a world around it', load: () => import('./repl-command.js') },
  init: { summary: 'write a working example into this folder', load: () => import('./init-command.js') },
  rules: { summary: 'list, run, compare, mutate and replay rules', load: () => import('./rules/rules-command.js') },
  report: { summary: 'make the reports again from a run.ndjson', load: () => import('./report-command.js') },
  mocks: { summary: 'check the files of the mocks folder', load: () => import('./mocks/mocks-command.js') },
  types: { summary: 'write definitions for Lua editors', load: () => import('./types-command.js') },
  help: { summary: 'explain a command, or what scripts can call', load: () => import('./help-command.js') },
};

/** The entry of a command's name; undefined where there is none. */
export function findCommand(name: string): CommandEntry | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}
