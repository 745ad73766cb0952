import { type Answer, answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, type Value, type ValueMap } from '../model/value.js';
import { ContextError, toPlain, toValue } from '../vm/direct/convert.js';

/**
 * What a host lets its scripts call, by the name of a table and that of the function in it. Plain data goes in and comes out; what
 * a function throws is raised at the script's line.
 */
export type Grants = Readonly<Record<string, Readonly<Record<string, (...args: never[]) => unknown>>>>;

/** A granted function as the prelude knows it. */
export interface GrantedFunction {
  /** `lookup.price`. */
  readonly op: string;
  run(args: readonly Value[]): Answer;
}

/** The functions of grants. */
export function listGrants(grants: Grants): readonly GrantedFunction[] {
  return Object.entries(grants).flatMap(([table, functions]) =>
    Object.entries(functions).map(([name, call]) => {
      const op = `${table}.${name}`;
      return { op, run: (args: readonly Value[]) => run(op, call, args) };
    }),
  );
}

/** What the prelude is told of them. */
export function showGrants(grants: Grants): readonly ValueMap[] {
  return Object.entries(grants).map(([table, functions]) => {
    const shown = Object.keys(functions).map((name) =>
      createValueMap([
        ['name', name],
        ['op', `${table}.${name}`],
        ['half', 'use'],
      ]),
    );
    return createValueMap([
      ['name', table],
      ['functions', shown],
    ]);
  });
}

function run(op: string, call: (...args: never[]) => unknown, args: readonly Value[]): Answer {
  try {
    // A function says itself what it takes.
    const given = args.map(toPlain) as never[];
    return answerValue(toValue(call(...given)));
  } catch (error) {
    if (error instanceof ContextError) throw new LuaRaise(`${op}: what it gives cannot be passed: ${error.message}`);
    throw new LuaRaise(`${op}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
