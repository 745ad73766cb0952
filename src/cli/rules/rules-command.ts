import type { Command } from '../command.js';
import { defineGroup } from '../command-group.js';

/** `moonrig rules`. */
export const command: Command = defineGroup({
  name: 'rules',
  summary: 'List rules, run one, hold twins against each other, replay a decision log, find out what scenarios miss',
  commands: {
    list: { summary: 'list the rules there are, and what is wrong with them', load: () => import('./list-command.js') },
    run: { summary: 'run one rule on a context from stdin', load: () => import('./run-command.js') },
    diff: {
      summary: 'hold a Lua rule against its native twin on inputs made at random',
      load: () => import('./diff-command.js'),
    },
    replay: {
      summary: 'run a decision log through a candidate, and show what it decides otherwise',
      load: () => import('./replay-command.js'),
    },
    mutate: {
      summary: 'find out which mistakes in a rule no scenario finds; the same as moonrig mutate',
      load: () => import('../mutate-command.js'),
    },
  },
});
