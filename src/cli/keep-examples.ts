import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScenarioResult } from '../model/run-event.js';
import { compareText, type RunRecord } from '../model/run-record.js';
import {
  exampleName,
  examplesPath,
  type KeptExample,
  type KeptExamples,
  readExamples,
  showExamples,
} from '../run/kept-examples.js';
import { expectInsideProject } from './inside-project.js';
import { toNotWritten, writeFile } from './reports/write-file.js';

/** What became of the examples beside the scenario files. */
export interface KeptFiles {
  /** Files that were written, relative to the project. */
  readonly written: readonly string[];
  /** What the system refused. */
  readonly problems: readonly unknown[];
}

/**
 * Keeps the failing example of each property that failed beside its file. Removes those of properties that passed, and,
 * where all of a file ran, of those that it no longer has. What cannot be read stays as it is.
 */
export function keepExamples(root: string, record: RunRecord): KeptFiles {
  const written: string[] = [];
  const problems: unknown[] = [];
  const byFile = new Map<string, ScenarioResult[]>();
  for (const result of record.results) {
    const { file, property } = result.scenario;
    if (property !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), result]);
  }
  for (const [file, results] of byFile) {
    const { examples, warning } = readExamples(root, file);
    const next = update(examples, results, ranWhole(record, file));
    if (warning !== undefined || areSame(examples, next)) continue;
    const path = examplesPath(file);
    try {
      expectInsideProject(root, path);
      if (next.size > 0) writeFile(join(root, path), showExamples(next), path);
      else removeFile(join(root, path));
      if (next.size > 0) written.push(path);
    } catch (error) {
      problems.push(toNotWritten(error, path));
    }
  }
  return { written: written.sort(compareText), problems };
}

function update(examples: KeptExamples, results: readonly ScenarioResult[], isWhole: boolean): KeptExamples {
  const names = new Set(results.map((result) => exampleName(result.scenario)));
  const next = new Map([...examples].filter(([name]) => !isWhole || names.has(name)));
  for (const { scenario, property } of results) {
    if (property === undefined) continue;
    const { counterexample } = property;
    if (counterexample === undefined) next.delete(exampleName(scenario));
    else next.set(exampleName(scenario), toKept(counterexample));
  }
  return next;
}

function toKept({ seed, choices, shown }: Omit<KeptExample, 'values'> & { readonly shown: string }): KeptExample {
  return { seed, choices, values: shown.split('\n') };
}

function areSame(examples: KeptExamples, next: KeptExamples): boolean {
  return showExamples(examples) === showExamples(next);
}

function ranWhole({ files, finished }: RunRecord, file: string): boolean {
  const loaded = files.find((each) => each.file === file);
  const isEnded = finished !== undefined && finished.stopped === undefined;
  return isEnded && loaded !== undefined && loaded.selectedCount === loaded.scenarioCount;
}

/** Removes the file, and its folder where that was all it held. */
function removeFile(path: string): void {
  rmSync(path, { force: true });
  const folder = dirname(path);
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
