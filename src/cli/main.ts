#!/usr/bin/env node
import { runCli, showBug } from './run-cli.js';

/** What shells say of a process ended by SIGINT. */
const INTERRUPTED = 130;

const stop = new AbortController();

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    stop.abort();
  });
}

// Whoever read our output has gone (`moonrig list | head`); the run goes on and its reports are written.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.on('uncaughtException', (error) => {
  process.stderr.write(showBug(error));
  process.exit(4);
});

const { stdout, stderr, env } = process;
const code = await runCli(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), signal: stop.signal });
// All is written by now but what a slow reader has not taken; to wait until the workers wind down costs some 30 ms.
stdout.write('', () => stderr.write('', () => process.exit(code)));
