import { getExitCode } from './exit-code.js';
import { guardOutput } from './guard-output.js';
import type { Io, LineReader } from './io.js';
import { runCli, showBug } from './run-cli.js';

/** What shells say of a process ended by SIGINT. */
const INTERRUPTED = 130;

const stop = new AbortController();

function interrupt(): void {
  if (stop.signal.aborted) process.exit(INTERRUPTED);
  stop.abort();
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);

async function openLines(onInterrupt: () => void): Promise<LineReader> {
  const { openLineReader } = await import('./line-reader.js');
  return openLineReader({ stdin: process.stdin, stdout: process.stdout, onInterrupt });
}

const stdout = guardOutput(process.stdout);
const stderr = guardOutput(process.stderr);

process.on('uncaughtException', (error) => {
  stderr.write(showBug(error));
  process.exit(4);
});

/** The folder of the project; it may have been removed since the shell went there. */
function readFolder(): string {
  try {
    return process.cwd();
  } catch {
    stderr.write('moonrig: the folder it was started in is gone\n');
    process.exit(getExitCode({ isMisused: true }));
  }
}

function end(code: number): void {
  const refusal = stdout.refusal();
  if (refusal !== undefined) stderr.write(`moonrig: what should be told here was not taken: ${refusal}\n`);
  const told = refusal !== undefined && code === 0 ? getExitCode({ isUndecided: true }) : code;
  // All is written by now but what a slow reader has not taken; to wait until the workers wind down costs some 30 ms.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(told)));
}

const { argv, env } = process;
const io: Io = { stdout, stderr, env, cwd: readFolder(), signal: stop.signal, interrupt, openLines };
void runCli(argv.slice(2), io).then(end);
