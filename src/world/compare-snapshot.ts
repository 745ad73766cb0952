import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from '../model/address.js';
import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { KnownError } from '../model/known-error.js';
import type { SnapshotMode, SnapshotState } from '../model/snapshot.js';
import { showSystemError } from '../model/system-error.js';
import type { Value } from '../model/value.js';
import { countInlineCalls } from '../snapshot/inline-edit.js';
import { readInlineText } from '../snapshot/inline-text.js';
import { parseSnapshots, type Snapshots, snapshotPathOf } from '../snapshot/snapshot-file.js';
import { type HostCall, luaTypeName, textArgument } from './host-function.js';
import { createSnapshotUses, type SnapshotUses } from './snapshot-uses.js';
import type { World, WorldBase } from './world.js';

/** Bounds of what one scenario may compare: what is to be written is held until the run is over. */
const MAX_COUNT = 1000;
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_NAME = 1000;

/**
 * How a value stands to its snapshot, for the prelude; `expected` is the snapshot's text. `reached`: it was compared with
 * another value before; `crowded`: that may have been by another call of the same line.
 */
type Verdict = readonly [verdict: 'same' | 'missing' | 'differs' | 'reached' | 'crowded', expected?: string];

const NEED = { entry: 'assert.matches_snapshot', inline: 'assert.matches_inline_snapshot' } as const;

/**
 * `(text, name?)`: compares a value's text with the entry of that name, or with the scenario's next unnamed one. Gives the
 * verdict, the snapshot's text where the two differ, and what the snapshot is called.
 */
export function compareSnapshot(call: HostCall): Answer {
  const { world } = call;
  const text = textArgument(call, 0, NEED.entry);
  const [uses, scenario] = openUses(world, NEED.entry);
  const key = readName(call.args[1]) ?? ++uses.unnamedCount;
  charge(uses, text, NEED.entry);
  const earlier = uses.texts.get(key);
  uses.texts.set(key, text);
  const [verdict, expected] =
    earlier === undefined ? compareEntry(world, { scenario, key, text }) : again(earlier, text);
  return answerValue(
    verdict,
    expected,
    typeof key === 'number' ? `snapshot ${key}` : `snapshot ${JSON.stringify(key)}`,
  );
}

function compareEntry(world: World, asked: { scenario: string; key: string | number; text: string }): Verdict {
  const { scenario, key, text } = asked;
  const { base, snapshots } = world;
  const kept = keptOf(base, world.file).get(scenario)?.get(key);
  const state = decide(base.settings.snapshots, kept, text);
  if (state === undefined) return ['missing'];
  snapshots?.entries.push(state === 'kept' ? { key, state } : { key, state, text });
  return state === 'kept' && kept !== undefined && kept !== text ? ['differs', kept] : ['same'];
}

/** `(text, given?)`: compares a value's text with what stands in the source. Gives the verdict, and the text that stands there. */
export function compareInlineSnapshot(call: HostCall): Answer {
  const { world, site, args } = call;
  const text = textArgument(call, 0, NEED.inline);
  const given = args[1] === undefined ? undefined : textArgument(call, 1, NEED.inline);
  const [uses] = openUses(world, NEED.inline);
  charge(uses, text, NEED.inline);
  const at = site.address();
  const place = JSON.stringify([at?.file, at?.line, given]);
  const earlier = uses.inlineTexts.get(place);
  uses.inlineTexts.set(place, text);
  const verdict = compareInline(world, uses, { text, given, at });
  const [told, expected] = verdict[0] === 'same' && earlier !== undefined ? again(earlier, text) : verdict;
  return answerValue(told === 'reached' && isCrowded(world, at) ? 'crowded' : told, expected);
}

/** Whether a line holds several calls, which Lua cannot tell apart. */
function isCrowded({ base }: World, at: Address | undefined): boolean {
  return at?.line !== undefined && base.book.has(at.file) && countInlineCalls(base.book.read(at.file), at.line) > 1;
}

interface InlineAsked {
  readonly text: string;
  readonly given: string | undefined;
  readonly at: Address | undefined;
}

function compareInline(world: World, uses: SnapshotUses, { text, given, at }: InlineAsked): Verdict {
  const mode = world.base.settings.snapshots;
  const kept = given === undefined ? undefined : readInlineText(given);
  const state = decide(mode, kept, text);
  if (state === undefined) return ['missing'];
  if (state === 'kept' && kept !== undefined && kept !== text) return ['differs', kept];
  // Where all are written, one that stays may be reached with another value in another scenario.
  if (state !== 'kept' || (mode === 'all' && at !== undefined)) {
    uses.inline.push({ ...findCall(world, at), state, text, ...(given !== undefined && { before: given }) });
  }
  return ['same'];
}

/** The call's place in a file that can be written to. */
function findCall(world: World, at: Address | undefined): { file: string; line: number } {
  if (at?.line !== undefined && world.base.book.excerpt(at) !== undefined) return { file: at.file, line: at.line };
  throw new LuaRaise(`${NEED.inline}: the call cannot be found in a file; write it as a statement, without return`);
}

/** What is to become of a snapshot; undefined where it is missing and none may be written. */
function decide(mode: SnapshotMode, kept: string | undefined, text: string): SnapshotState | undefined {
  if (kept === undefined) return mode === 'none' ? undefined : 'new';
  return kept !== text && mode === 'all' ? 'changed' : 'kept';
}

function again(earlier: string, text: string): Verdict {
  return earlier === text ? ['same'] : ['reached', earlier];
}

function openUses(world: World, name: string): readonly [uses: SnapshotUses, scenario: string] {
  if (world.scenarioName === undefined) throw new LuaRaise(`${name}: only in a running scenario`);
  world.snapshots ??= createSnapshotUses();
  return [world.snapshots, world.scenarioName];
}

function readName(value: Value): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new LuaRaise(`${NEED.entry}: a name is expected, got ${luaTypeName(value)}`);
  if (value !== '' && value.length <= MAX_NAME) return value;
  throw new LuaRaise(`${NEED.entry}: a name of 1 to ${MAX_NAME} characters is expected`);
}

function charge(uses: SnapshotUses, text: string, name: string): void {
  uses.count += 1;
  uses.length += text.length;
  if (uses.count <= MAX_COUNT && uses.length <= MAX_LENGTH) return;
  throw new LuaRaise(
    `${name}: a scenario may compare ${MAX_COUNT} values and 4 MiB of text, and this one is past that`,
  );
}

/** What each file's snapshots are, read once by each worker. */
const read = new WeakMap<WorldBase, Map<string, Snapshots>>();

function keptOf(base: WorldBase, file: string): Snapshots {
  const files = read.get(base) ?? new Map<string, Snapshots>();
  read.set(base, files);
  const known = files.get(file);
  if (known !== undefined) return known;
  const path = snapshotPathOf(file);
  const bytes = readBytes(join(base.settings.root, path), path);
  const snapshots: Snapshots = bytes === undefined ? new Map() : parseSnapshots(bytes, path);
  files.set(file, snapshots);
  return snapshots;
}

function readBytes(path: string, shown: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `cannot be read: ${why}`, { at: { file: shown } });
  }
}
