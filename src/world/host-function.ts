import type { BindingDescription, FunctionDescription } from '../model/binding.js';
import { type Answer, type CallSite, LuaRaise } from '../model/dispatch.js';
import { toNumber, type Value } from '../model/value.js';
import type { World } from './world.js';

/** One call from Lua, as the host function that answers it sees it. */
export interface HostCall {
  readonly world: World;
  readonly args: readonly Value[];
  readonly site: CallSite;
}

export type HostFunction = (call: HostCall) => Answer;

/** A binding's function. Without `run` it is made by the prelude, over host functions of its own. */
export interface BoundFunction extends FunctionDescription {
  readonly run?: HostFunction;
}

/** What a file of host functions exports; `host-modules.ts` names it. */
export interface HostPart {
  readonly functions?: readonly BoundFunction[];
  /**
   * Functions of what tasks share, so that the order of their calls matters: before each of them another task may go on,
   * where the schedule of the world wants it.
   */
  readonly shared?: readonly string[];
  /** Host functions that only the prelude calls, by their full name. */
  readonly internal?: Readonly<Record<string, HostFunction>>;
}

export interface Binding extends BindingDescription, HostPart {
  readonly functions: readonly BoundFunction[];
}

/** Argument `index` as text; raises `name: …` otherwise. */
export function textArgument(call: HostCall, index: number, name: string): string {
  const value = call.args[index];
  if (typeof value === 'string') return value;
  const got = value instanceof Uint8Array ? 'bytes that are not UTF-8' : luaTypeName(value);
  throw new LuaRaise(`${name}: a text is expected as argument ${index + 1}, got ${got}`);
}

/** Argument `index` as a number of either kind; raises `name: …` otherwise. */
export function numberArgument(call: HostCall, index: number, name: string): number {
  const number = toNumber(call.args[index]);
  if (number !== undefined) return number;
  throw new LuaRaise(`${name}: a number is expected as argument ${index + 1}, got ${luaTypeName(call.args[index])}`);
}

/** What Lua's `type` says of a value. */
export function luaTypeName(value: Value): string {
  if (value === undefined) return 'nil';
  if (value === null) return 'json.null';
  if (typeof value === 'string' || value instanceof Uint8Array) return 'string';
  if (typeof value === 'boolean') return 'boolean';
  return toNumber(value) === undefined ? 'table' : 'number';
}
