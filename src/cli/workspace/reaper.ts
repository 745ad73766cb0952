import { spawn } from 'node:child_process';

/**
 * What the reaper runs. Its input ends when the process that started it is gone, in whatever way: then the folder goes too.
 */
const SCRIPT = `
const { rmSync } = require('node:fs');
const end = () => rmSync(process.argv[1], { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
process.stdin.on('end', end).on('error', end).resume();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
`;

/**
 * Starts a process of its own that removes a folder when this one has ended, killed or not. `onFailure` is told where it
 * cannot be started. What it gives lets it do so at once, and end.
 */
export function startReaper(folder: string, onFailure: (error: Error) => void): () => void {
  const child = spawn(process.execPath, ['-e', SCRIPT, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    // A group of its own: what ends all processes of a terminal or a job must not end this one first.
    detached: true,
    windowsHide: true,
  });
  child.on('error', onFailure);
  child.unref();
  return () => void child.stdin.end();
}
