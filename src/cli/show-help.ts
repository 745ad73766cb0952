import { commands } from './commands.js';

/** What `moonrig` alone and `moonrig help` print. */
export function showHelp(): string {
  const list = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}\n`);
  return `moonrig: runs scenarios written in Lua against a mocked world, and writes reports

Usage: moonrig <command> [paths…] [flags]

Commands:
${list.join('')}
  moonrig help <command>   flags and examples of a command
  moonrig help bindings    what scenarios and scripts can call; \`help llm\`, \`help llm.on\` tell more of one
  moonrig help agents      what agents are made of: scripts, modules, programs, canned ones
  moonrig help config      the keys of moonrig.config, with their defaults
  moonrig help mocks       the files of the mocks folder
  moonrig --version        the version

Exit codes:
  0  all green
  1  something failed, or checked nothing
  2  something could not be decided: errored, timed out, did not run, or a report was not written
  3  the command line or the config cannot be followed
  4  a bug of moonrig
  5  a bench was too noisy to say
  130  interrupted; the reports of what was done are written
`;
}
