import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import { showSystemError } from '../../model/system-error.js';
import type { ProgramEnd, ProgramOrder } from '../../world/agent/program.js';
import type { FromPrograms, ToPrograms } from '../../world/agent/program-messages.js';

/** What every program needs of the environment; all else would be the machine's chance, or a secret. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'PATHEXT', 'ComSpec', 'TEMP', 'TMP', 'USERPROFILE'];
/** Bytes of output that are on their way to a worker, beyond which a program has to wait. */
const MAX_UNDERWAY = 1024 * 1024;

const isWindows = process.platform === 'win32';

/** Hosts whose programs must not outlive the process. */
const hosts = new Set<ProgramHost>();
let isExitWatched = false;

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  underwayBytes: number;
}

/** The programs of one worker, as the parent has started them. */
export class ProgramHost {
  readonly #port: MessagePort;
  readonly #running = new Map<number, Running>();
  #isClosed = false;

  constructor(port: MessagePort) {
    this.#port = port;
    if (!isExitWatched) {
      process.once('exit', () => {
        for (const host of hosts) host.close();
      });
    }
    isExitWatched = true;
    hosts.add(this);
    port.on('message', (message: ToPrograms) => this.#receive(message));
    // It keeps nothing alive by itself: the worker does, and the programs.
    port.unref();
  }

  /** Ends all programs at once; none is started from now on. */
  close(): void {
    this.#isClosed = true;
    hosts.delete(this);
    this.#port.close();
    for (const { child } of this.#running.values()) killGroup(child);
    this.#running.clear();
  }

  #receive(message: ToPrograms): void {
    if (this.#isClosed) return;
    if (message.kind === 'start') {
      this.#start(message.id, message.order);
      return;
    }
    const running = this.#running.get(message.id);
    if (running === undefined) return;
    const { child } = running;
    if (message.kind === 'write') child.stdin.write(message.text);
    else if (message.kind === 'close input') child.stdin.end();
    else if (message.kind === 'kill') killGroup(child);
    else takeBytes(running, message.bytes);
  }

  #start(id: number, order: ProgramOrder): void {
    const why = findFolderProblem(order.cwd);
    const child = why ?? spawnProgram(order);
    if (typeof child === 'string') {
      this.#send({ kind: 'end', id, end: { kind: 'not started', why: child } });
      return;
    }
    const running: Running = { child, underwayBytes: 0 };
    this.#running.set(id, running);
    let problem: string | undefined;
    child.on('error', (error) => {
      problem ??= showStartProblem(error, order);
    });
    // What it has started must not live on, nor keep its output open.
    child.on('exit', () => killGroup(child));
    child.on('close', (code, signal) => {
      this.#running.delete(id);
      this.#send({ kind: 'end', id, end: readEnd(code, signal, child.pid === undefined ? problem : undefined) });
    });
    // A program that has ended, or closed its input, reads no more; its end says so.
    child.stdin.on('error', () => undefined);
    this.#pass(running, child.stdout, (bytes) => this.#send({ kind: 'output', id, bytes }, [bytes.buffer]));
    this.#pass(running, child.stderr, (bytes) => this.#send({ kind: 'error', id, bytes }, [bytes.buffer]));
  }

  #pass(running: Running, stream: Readable, send: (bytes: Uint8Array<ArrayBuffer>) => void): void {
    stream.on('data', (chunk: Uint8Array) => {
      running.underwayBytes += chunk.length;
      send(new Uint8Array(chunk));
      if (running.underwayBytes > MAX_UNDERWAY) pause(running.child);
    });
  }

  #send(message: FromPrograms, transfer: readonly ArrayBuffer[] = []): void {
    if (!this.#isClosed) this.#port.postMessage(message, transfer);
  }
}

function pause({ stdout, stderr }: ChildProcessWithoutNullStreams): void {
  stdout.pause();
  stderr.pause();
}

function takeBytes(running: Running, bytes: number): void {
  running.underwayBytes -= bytes;
  if (running.underwayBytes > MAX_UNDERWAY) return;
  running.child.stdout.resume();
  running.child.stderr.resume();
}

/** The program in a group of its own, by which it is ended with all that it starts; or why there is none. */
function spawnProgram({
  command: [program = '', ...args],
  cwd,
  env,
}: ProgramOrder): ChildProcessWithoutNullStreams | string {
  const { spawn } = process.getBuiltinModule('node:child_process');
  try {
    return spawn(program, args, {
      cwd,
      env: { ...pickEnvironment(), ...env },
      detached: !isWindows,
      windowsHide: true,
    });
  } catch (error) {
    // Such as a name with a NUL in it.
    return error instanceof Error ? error.message : String(error);
  }
}

function pickEnvironment(): Record<string, string> {
  return Object.fromEntries(
    ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows)
      process.getBuiltinModule('node:child_process').spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nothing of it is left.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

function findFolderProblem(cwd: string): string | undefined {
  return statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true ? undefined : `there is no folder ${cwd}`;
}

function showStartProblem(error: Error, { command: [program] }: ProgramOrder): string {
  if ('code' in error && error.code === 'ENOENT') return `the program ${program} was not found`;
  return showSystemError(error) ?? error.message;
}

function readEnd(code: number | null, signal: string | null, problem: string | undefined): ProgramEnd {
  if (problem !== undefined) return { kind: 'not started', why: problem };
  return { kind: 'exited', code: code ?? undefined, signal: signal ?? undefined };
}
