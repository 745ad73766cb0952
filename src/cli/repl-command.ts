import type { Entry } from '../model/entry.js';
import { MOONRIG_VERSION } from '../model/version.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { BOUNDS } from './config/bounds.js';
import { loadConfig } from './config/load-config.js';
import { resolveSettings, type SettingFlags } from './config/resolve-settings.js';
import { loadPalette } from './console/palette.js';
import { wantsColor } from './console/terminal.js';
import { getExitCode } from './exit-code.js';
import { GIT, requireGit } from './git-flag.js';
import type { Io } from './io.js';
import { loadRepl } from './load-runner.js';
import { createPerson } from './person.js';
import { readWhole } from './read-number.js';
import { ReplConsole } from './repl-console.js';
import { CONFIG } from './select-flags.js';

interface ReplFlags extends Pick<SettingFlags, 'seed' | 'git' | 'timeout'> {
  readonly config?: string;
  /** False under `--no-color`. */
  readonly color?: boolean;
}

/** `moonrig repl`. */
export const command: Command = defineCommand<ReplFlags>(
  {
    name: 'repl',
    summary: 'Evaluate Lua with a world around it, as in a scenario file; reads a pipe too',
    options: [
      { flags: '--seed <text>', summary: 'what random numbers are made from (default 1)' },
      GIT,
      {
        flags: '--timeout <ms>',
        summary: 'deadline of each chunk that a pipe brings; 0 is none (default 5000)',
        read: readWhole('--timeout', BOUNDS.timeoutMs),
      },
      { flags: '--no-color', summary: 'print no colours' },
      CONFIG,
    ],
    examples: ['moonrig repl', `echo 'llm.on{}:reply("hi"); print(llm.call("simple", "hello").text)' | moonrig repl`],
  },
  repl,
);

async function repl({ flags }: Request<ReplFlags>, io: Io): Promise<number> {
  const config = await loadConfig(io.cwd, flags.config);
  await requireGit(flags.git, io.cwd);
  const { seed, git, timeout } = flags;
  const chosen = {
    ...(seed !== undefined && { seed }),
    ...(git && { git }),
    ...(timeout !== undefined && { timeout }),
  };
  const settings = resolveSettings(config, { ...chosen, debug: true }, io.cwd);
  const palette = await loadPalette(wantsColor(io, flags.color !== false));
  const { openRepl } = await loadRepl();
  const console = new ReplConsole(io, palette);
  const session = await openRepl(settings, {
    onEntry: (entry: Entry) => console.note(entry),
    person: createPerson({
      openLines: async () => reader,
      show: ({ text }) => console.print(text),
      showEnd: () => undefined,
      quit: () => session.interrupt(),
    }),
  });
  const reader = await io.openLines(() => session.interrupt());
  // Who types sees that it hangs, and has Ctrl-C.
  if (!reader.isTyped) session.deadlineMs = resolveSettings(config, chosen, io.cwd).timeoutMs;
  const stop = () => {
    session.interrupt();
    reader.close();
  };
  io.signal.addEventListener('abort', stop);
  if (io.signal.aborted) stop();
  if (reader.isTyped)
    console.print(`moonrig ${MOONRIG_VERSION}: Lua as in a scenario file; :help tells more, :quit ends`);
  try {
    await console.converse(reader, (evaluation) => session.evaluate(evaluation));
  } finally {
    reader.close();
    session.close();
  }
  const hasFailed = console.hasFailed && !reader.isTyped;
  return getExitCode({ isInterrupted: io.signal.aborted, hasFailed });
}
