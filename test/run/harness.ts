import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { Person } from '../../src/model/question.js';
import type { RunEvent, ScenarioResult } from '../../src/model/run-event.js';
import { compareDefinition } from '../../src/model/scenario.js';
import type { RunSettings, Selection } from '../../src/model/settings.js';
import { Runner } from '../../src/run/runner.js';
import { testSettings } from '../vm/harness.js';

export interface RunChanges extends Partial<RunSettings> {
  readonly selection?: Selection;
  /** Scripts whose coverage is counted. */
  readonly counted?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Who is asked at breakpoints, with `debug`. */
  readonly person?: Person;
}

/** Runs files of a project and gives all events. The worker threads are those of the last build. */
export async function runEvents(root: string, files: readonly string[], changes: RunChanges = {}): Promise<RunEvent[]> {
  const { selection = {}, signal = new AbortController().signal, onEvent, person, counted, ...settings } = changes;
  const events: RunEvent[] = [];
  await new Runner(testSettings(root, settings)).run(
    { files, selection, ...(counted && { coverage: { files: counted, byScenario: false } }) },
    {
      signal,
      ...(person && { person }),
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event);
      },
    },
  );
  return events;
}

/** The same, with the results only, by file and order. */
export async function runAll(
  root: string,
  files: readonly string[],
  changes: RunChanges = {},
): Promise<ScenarioResult[]> {
  const events = await runEvents(root, files, changes);
  const results = events.flatMap((event) => (event.kind === 'scenario.finished' ? [event.result] : []));
  return results.sort(
    (a, b) =>
      files.indexOf(a.scenario.file) - files.indexOf(b.scenario.file) || compareDefinition(a.scenario, b.scenario),
  );
}

/** A new project folder with these files. The caller removes it. */
export function makeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'moonrig-test-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

/** `name: outcome` of each result, in order. */
export function outcomes(results: readonly ScenarioResult[]): string[] {
  return results.map((result) => `${result.scenario.path.join(' › ')}: ${result.outcome}`);
}

/** Projects of one test file, removed after each test. */
export function useProjects() {
  const roots: string[] = [];
  afterEach(() => {
    for (const root of roots.splice(0)) rmSync(root, { recursive: true });
  });
  const project = (files: Parameters<typeof makeProject>[0]): string => {
    const root = makeProject(files);
    roots.push(root);
    return root;
  };
  /** Runs one scenario file. */
  const run = (source: string | Uint8Array, changes: RunChanges = {}): Promise<ScenarioResult[]> =>
    runAll(project({ 'a.scenario.lua': source }), ['a.scenario.lua'], changes);
  return { project, run };
}
