import type { Command } from '../command.js';
import { defineGroup } from '../command-group.js';

/** `moonrig mocks`. */
export const command: Command = defineGroup({
  name: 'mocks',
  summary: 'The files of the mocks folder (`moonrig help mocks` tells what they hold)',
  commands: {
    check: {
      summary: 'find mocks that are broken, unused or shadowed',
      load: () => import('./check-command.js'),
    },
  },
});
