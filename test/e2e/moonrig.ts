import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { createProject } from '../support/project.js';

/** The built command. */
export const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');

/** How a process ended, and what it told. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as another user; only root may. */
  readonly uid?: number;
  /** What stdin holds; nothing where undefined. */
  readonly stdin?: string;
  /** An open file in place of the pipe that is read. */
  readonly stdout?: number;
  /** Told what stdout has given so far, each time it gives more. */
  readonly onStdout?: (soFar: string, child: ChildProcess) => void;
}

/** Starts the built command and waits for its end. A thread or process that outlives it fails the test. */
export async function spawnMoonrig(args: readonly string[], options: SpawnOptions): Promise<Ended> {
  const { cwd, env = {}, uid, onStdout } = options;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    // A group of its own, so that what is left of it can be seen.
    detached: true,
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', options.stdout ?? 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  child.stdin?.end(options.stdin);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onStdout?.(stdout, child);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  expect(isGroupAlive(child.pid ?? 0)).toBe(false);
  return { code, signal, stdout, stderr };
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A project folder with these files that is gone when the test is over. */
export function openProject(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = createProject(files);
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/** Adds or replaces files of a project. */
export function writeFiles(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A file of a project. */
export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The events of `run.ndjson`. */
export function readEvents(root: string, path = 'reports/run.ndjson'): RunEvent[] {
  const lines = readText(root, path).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line): RunEvent => JSON.parse(line));
}

/** The results in it, by file and order of definition. */
export function readResults(root: string): ScenarioResult[] {
  const results = readEvents(root).flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
  const keyOf = ({ scenario: { file, index } }: ScenarioResult) => `${file}\0${String(index + 1).padStart(6, '0')}`;
  return results.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** `name: outcome` of each result. */
export function readOutcomes(root: string): string[] {
  return readResults(root).map(({ scenario, outcome }) => `${scenario.path.join(' › ')}: ${outcome}`);
}

/** What lies in a folder of the project, hidden files too, sorted. */
export function listFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder)).sort();
}

/** A user is told their mistake, in words and without a stack of ours. */
export function expectMistake({ code, stdout, stderr }: Ended, expected: { code: number; text: string }): void {
  expect(stderr).toContain(expected.text);
  expect({ code, stdout }).toEqual({ code: expected.code, stdout: '' });
  expect(stderr).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
  expect(stderr).not.toContain('bug');
}

/** One scenario that passes. */
export const PASSING = 'it("passes", function() assert.equal(1, 1) end)\n';
