// @ts-check
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';

/**
 * One whole process, from its start to its end.
 *
 * Wall time is taken around spawn and exit. On Linux processor time (user + system, of the process and all children it
 * waited for) is what the kernel adds to our own children's account, in ticks of 10 ms; peak memory is the kernel's high
 * water mark of resident memory (VmHWM), read every 5 ms, so growth in the last
 * 5 ms is missed. Of a tool that starts processes of its own, the resident memory of all of them is added up four times a
 * second: pages they share count more than once, and short peaks are missed.
 * Elsewhere the two are not known.
 *
 * @typedef {object} Command
 * @property {string} program
 * @property {readonly string[]} args
 * @property {string} cwd
 * @property {boolean} [isTree] It starts processes of its own.
 *
 * @typedef {object} Usage
 * @property {number} wallMs
 * @property {number | undefined} cpuMs
 * @property {number | undefined} peakBytes
 *
 * @typedef {Usage & { exitCode: number | null, output: string }} Measured
 */

const TICK_MS = 10;
const POLL_MS = 5;
const TREE_POLL_MS = 250;
/** Nothing that is measured here takes so long. */
const GIVE_UP_MS = 20 * 60_000;

/**
 * Runs a command with its output in `logFile`. No other child may run meanwhile. Throws where it cannot be started.
 * @param {Command} command
 * @param {string} logFile
 * @returns {Promise<Measured>}
 */
export async function measure({ program, args, cwd, isTree = false }, logFile) {
  const log = openSync(logFile, 'w');
  const cpuBefore = readChildrenCpuMs();
  const begun = performance.now();
  const child = spawn(program, args, { cwd, env: createEnv(), stdio: ['ignore', log, log], timeout: GIVE_UP_MS });
  const memory = watchMemory(child.pid, isTree);
  try {
    const exitCode = await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
    const wallMs = performance.now() - begun;
    const cpuAfter = readChildrenCpuMs();
    const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
    return { exitCode, wallMs, cpuMs, peakBytes: memory.peakBytes(), output: readFileSync(logFile, 'utf8') };
  } finally {
    memory.stop();
    closeSync(log);
  }
}

/** The user's environment without what would change Node or the output. */
function createEnv() {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...env } = process.env;
  return { ...env, NO_COLOR: '1' };
}

/**
 * @param {number | undefined} pid
 * @param {boolean} isTree
 */
function watchMemory(pid, isTree) {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, isTree ? readTreeBytes(pid ?? 0) : readStatus(pid ?? 0, 'VmHWM'));
  };
  const timer = setInterval(look, isTree ? TREE_POLL_MS : POLL_MS);
  return {
    peakBytes: () => (peak === 0 ? undefined : peak),
    stop: () => clearInterval(timer),
  };
}

/** @param {number} root */
function readTreeBytes(root) {
  const parents = new Map(listProcesses().map((pid) => [pid, readParent(pid)]));
  /** @type {(pid: number | undefined) => boolean} */
  const isBelow = (pid) => pid === root || (pid !== undefined && pid > 1 && isBelow(parents.get(pid)));
  const tree = [...parents.keys()].filter(isBelow);
  return tree.reduce((sum, pid) => sum + readStatus(pid, 'VmRSS'), 0);
}

function listProcesses() {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function readParent(pid) {
  const fields = readStat(String(pid));
  return fields === undefined ? undefined : Number(fields[1]);
}

/**
 * Bytes in a field of `/proc/<pid>/status`; 0 where there is none (any more).
 * @param {number} pid
 * @param {'VmHWM' | 'VmRSS'} field
 */
function readStatus(pid, field) {
  try {
    const found = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Fields `cutime` and `cstime` of our own `/proc/self/stat` (proc_pid_stat(5)). */
function readChildrenCpuMs() {
  const fields = readStat('self');
  return fields === undefined ? undefined : (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/**
 * The fields of `/proc/<pid>/stat` behind the program's name: the third one, the state, comes first.
 * @param {string} pid
 */
function readStat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}
