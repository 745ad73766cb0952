import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Whether a process still does something: one that has ended and waits to be noticed does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const state = /^\d+ \(.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return state !== 'Z' && state !== 'X';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ESRCH') return false;
    // Where there is no /proc, or it has gone meanwhile.
    if (code === 'ENOENT') return process.platform !== 'linux';
    throw error;
  }
}

/** Those of some processes that are left when they have had time enough to end. */
export async function findSurvivors(pids: readonly number[]): Promise<readonly number[]> {
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries++) await setTimeout(50);
  return pids.filter(isAlive);
}
