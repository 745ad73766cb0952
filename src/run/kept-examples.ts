import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Warning } from '../model/run-event.js';
import { compareText } from '../model/run-record.js';
import type { Scenario } from '../model/scenario.js';
import { showSystemError } from '../model/system-error.js';
import type { KnownExample } from './property-search.js';

/** A failing case as it is kept beside its file. */
export interface KeptExample extends KnownExample {
  /** Its values as lines of Lua, for readers. */
  readonly values: readonly string[];
}

/** By the name of the property, as `exampleName` gives it. */
export type KeptExamples = ReadonlyMap<string, KeptExample>;

/** What is kept of one scenario file; with a warning where it cannot be read. */
export interface ReadExamples {
  readonly examples: KeptExamples;
  readonly warning?: Warning;
}

const FORMAT = 1;
const MAX_CHOICES = 4096;

/** Where the failing examples of a scenario file are kept: `a/__examples__/b.scenario.json` for `a/b.scenario.lua`. */
export function examplesPath(file: string): string {
  return posix.join(posix.dirname(file), '__examples__', `${posix.basename(file, '.lua')}.json`);
}

/** The name by which a property's example is kept: without its file, so that both can move together. */
export function exampleName({ path }: Pick<Scenario, 'path'>): string {
  return path.join(' › ');
}

/** Reads what is kept of a scenario file. A file that is not there holds nothing. */
export function readExamples(root: string, file: string): ReadExamples {
  const path = examplesPath(file);
  const refuse = (why: string): ReadExamples => ({
    examples: new Map(),
    warning: {
      kind: 'warning',
      message: `the kept examples are not tried: ${why}`,
      at: { file: path },
      hint: 'repair the file or delete it',
    },
  });
  let text: string;
  try {
    text = readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { examples: new Map() };
    const why = showSystemError(error);
    if (why === undefined) throw error;
    return refuse(why);
  }
  const examples = parseExamples(text);
  return examples === undefined ? refuse('it is not what moonrig writes') : { examples };
}

/** The text of the file that keeps these. */
export function showExamples(examples: KeptExamples): string {
  const sorted = [...examples].sort(([a], [b]) => compareText(a, b));
  const shown = sorted.map(([name, { seed, choices, values }]) => {
    const lines = [
      `"seed": ${JSON.stringify(seed)}`,
      `"choices": ${JSON.stringify(choices)}`,
      `"values": ${showList(values)}`,
    ];
    return `    ${JSON.stringify(name)}: {\n      ${lines.join(',\n      ')}\n    }`;
  });
  return `{\n  "format": ${FORMAT},\n  "examples": {\n${shown.join(',\n')}\n  }\n}\n`;
}

function showList(lines: readonly string[]): string {
  return `[\n        ${lines.map((line) => JSON.stringify(line)).join(',\n        ')}\n      ]`;
}

function parseExamples(text: string): KeptExamples | undefined {
  try {
    const whole: unknown = JSON.parse(text);
    if (!isObject(whole) || whole.format !== FORMAT || !isObject(whole.examples)) return undefined;
    const examples = new Map<string, KeptExample>();
    for (const [name, example] of Object.entries(whole.examples)) {
      if (!isKeptExample(example)) return undefined;
      examples.set(name, example);
    }
    return examples;
  } catch {
    // Not JSON, as after a merge that went wrong.
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKeptExample(value: unknown): value is KeptExample {
  if (!isObject(value)) return false;
  const { seed, choices, values } = value;
  const hasSeed = typeof seed === 'string' && /^[0-9a-f]{16}$/.test(seed);
  const isText = (line: unknown) => typeof line === 'string';
  return hasSeed && isChoices(choices) && Array.isArray(values) && values.every(isText);
}

function isChoices(value: unknown): boolean {
  const isChoice = (choice: unknown) => Number.isSafeInteger(choice) && Number(choice) >= 0;
  return Array.isArray(value) && value.length <= MAX_CHOICES && value.every(isChoice);
}
