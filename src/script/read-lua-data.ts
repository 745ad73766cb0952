import { LuaRaise } from '../model/dispatch.js';
import { KnownError } from '../model/known-error.js';
import type { Value } from '../model/value.js';
import { childAt, childrenAt, type LuaNode, type LuaTree, textOf } from '../syntax/lua-node.js';
import { parseLua } from '../syntax/parse-lua.js';
import { openScript, readLuaMessage, type Script } from './open-script.js';
import { ResultError, RuleRaise, RuleVmFault, toValue } from './script-errors.js';
import { prepareSource } from './script-source.js';

/** The data that a Lua file returns. */
export interface LuaData {
  readonly value: Value;
  /** The line of what is at a path (list places from 0), or of what is around it, as far as the source shows it. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

const MEMORY_BYTES = 64 * 1024 * 1024;
/** Of loops and calls; what takes more is no data. */
const MAX_STEPS = 10_000_000;
const NAME = 'data';
const LOADER = new TextEncoder().encode(`return function() return require("${NAME}") end`);

/**
 * Runs a Lua file that returns data, in a VM of its own: nothing of the world and no modules are there. Throws a KnownError
 * `bad-source` where it does not run, or returns what is no data.
 */
export function readLuaData(bytes: Uint8Array, path: string): LuaData {
  const source = prepareSource(bytes, path);
  const value = run(openLoader(source, path), path);
  if (value === true) throw refuse(path, 'the file returns nothing');
  const tree = parseLua(source);
  const root = findReturned(tree);
  return { value, lineOf: (place) => (root === undefined ? 1 : findNearest(tree, root, place).line) };
}

function refuse(path: string, why: string): KnownError {
  return new KnownError('bad-source', why, { at: { file: path } });
}

function openLoader(source: Uint8Array, path: string): Script {
  const findModule = (name: string) => {
    if (name === NAME) return { path, source };
    throw new LuaRaise(`require: module ${name} was not found: data has no modules`);
  };
  // Data is the same whenever it is read.
  const ports = { now: () => 0, print: () => undefined, findModule };
  return openScript({ name: NAME, path, source: LOADER }, { ...ports, memoryBytes: MEMORY_BYTES, maxSteps: MAX_STEPS });
}

function run(script: Script, path: string): Value {
  try {
    return toValue(script.call(null));
  } catch (error) {
    if (error instanceof RuleRaise) {
      const { at, message } = readLuaMessage(error.message, path);
      throw new KnownError('bad-source', message, { at });
    }
    if (error instanceof ResultError) throw refuse(path, `what it returns is no data: ${error.message}`);
    if (error instanceof RuleVmFault) throw refuse(path, error.message);
    throw error;
  }
}

/** The table that a source returns at its end, where it is written there. */
function findReturned({ root }: LuaTree): LuaNode | undefined {
  const last = root.children.at(-1);
  const list = last?.kind === 'return_statement' ? last.children[1] : undefined;
  return list?.kind === 'expression_list' ? list.children[0] : list;
}

/** The node at a path; a field with a name is where its name is. */
function findNearest(tree: LuaTree, root: LuaNode, path: readonly (string | number)[]): LuaNode {
  let place = root;
  let value: LuaNode | undefined = root;
  for (const step of path) {
    const field = value && findField(tree, value, step);
    if (field === undefined) break;
    place = field;
    value = childAt(field, 'value');
  }
  return place;
}

function findField(tree: LuaTree, table: LuaNode, step: string | number): LuaNode | undefined {
  if (table.kind !== 'table_constructor') return undefined;
  const fields = table.children.filter(({ kind }) => kind === 'field');
  if (typeof step === 'number') return fields.filter((field) => childrenAt(field, 'name').length === 0)[step];
  return fields.find((field) => {
    const name = childAt(field, 'name');
    return name !== undefined && textOf(tree, name).replace(/^(["'])(.*)\1$/, '$2') === step;
  });
}
