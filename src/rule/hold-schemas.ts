import type { ValidateFunction } from 'ajv';
import { KnownError } from '../model/known-error.js';
import { RuleError, type RuleErrorCause, type RuleHead } from '../model/rule.js';
import { compileSchema, fitSchema, SchemaError } from '../script/schema/json-schema.js';
import { ContextError, toValue } from '../script/script-errors.js';
import { attempt } from './attempt.js';
import type { PreparedRule } from './prepared-rule.js';
import type { Schema } from './rule-settings.js';

/** So many problems are told of one value. */
const MAX_TOLD = 3;

/** Gives a value that keeps to a schema, with empty lists where Lua had an empty table; throws a RuleError for any other. */
type Gate = (value: unknown) => unknown;

/**
 * A rule that holds contexts and results against the schemas of its settings. Throws a KnownError where one is no schema.
 */
export function holdSchemas(rule: PreparedRule, path: string): PreparedRule {
  const { input, output } = rule.settings;
  if (input === undefined && output === undefined) return rule;
  const { enter, leave } = openGates(rule, path);
  return {
    ...rule,
    run: (context) => leave(rule.run(enter(context))),
    explain(context) {
      const { result, explanation } = rule.explain(enter(context));
      return { result: leave(result), explanation };
    },
    runMany(contexts) {
      const entered = contexts.map((context) => attempt(() => enter(context)));
      const results = rule.runMany(entered.filter((each) => !(each instanceof RuleError))).values();
      return entered.map((each) => {
        if (each instanceof RuleError) return each;
        const result: unknown = results.next().value;
        return result instanceof RuleError ? result : attempt(() => leave(result));
      });
    },
  };
}

/** What a rule's contexts and results go through. */
export interface Gates {
  readonly enter: Gate;
  readonly leave: Gate;
}

/** Makes the schemas of a rule ready; without one, all goes through. Throws a KnownError where one is no schema. */
export function openGates({ head, settings }: Pick<PreparedRule, 'head' | 'settings'>, path: string): Gates {
  const { input, output } = settings;
  return {
    enter: input === undefined ? pass : openGate({ schema: input, side: 'input', rule: head, path }),
    leave: output === undefined ? pass : openGate({ schema: output, side: 'output', rule: head, path }),
  };
}

function pass(value: unknown): unknown {
  return value;
}

interface GateParts {
  readonly schema: Schema;
  readonly side: 'input' | 'output';
  readonly rule: RuleHead;
  readonly path: string;
}

function openGate({ schema, side, rule, path }: GateParts): Gate {
  const validate = compile(schema, side, path);
  const cause: RuleErrorCause = side === 'input' ? 'bad-context' : 'bad-result';
  const what = side === 'input' ? 'context' : 'result';
  const refuse = (why: string, field?: string) =>
    new RuleError(`${what}${why}`, { cause, rule, ...(field === undefined ? {} : { field }) });
  return (value) => {
    // Most values are right as they are; only those that seem not to be are looked at in Lua's way.
    if (isRight(validate, value)) return value;
    const fit = fitOrRefuse(validate, value, refuse);
    const [first] = fit.problems;
    if (first === undefined) return fit.value;
    const told = fit.problems
      .slice(0, MAX_TOLD)
      .map(({ path: at, message }) => `${at === WHOLE ? '' : at}: ${message}`);
    const more = fit.problems.length > MAX_TOLD ? `; and ${fit.problems.length - MAX_TOLD} more` : '';
    throw refuse(`${told.join(`; ${what}`)}${more}`, first.path === WHOLE ? undefined : first.path);
  };
}

/** The place of the value itself. */
const WHOLE = '(whole)';

function compile(schema: Schema, side: string, path: string): ValidateFunction {
  try {
    return compileSchema(toValue(schema));
  } catch (error) {
    if (!(error instanceof SchemaError || error instanceof ContextError)) throw error;
    throw new KnownError('bad-source', `${side}: ${error.message}`, { at: { file: path } });
  }
}

function isRight(validate: ValidateFunction, value: unknown): boolean {
  try {
    return validate(value) === true;
  } catch {
    // A value that misleads Ajv, or is too deep for it: what is wrong with it is told on the slow way.
    return false;
  }
}

function fitOrRefuse(validate: ValidateFunction, value: unknown, refuse: (why: string, field?: string) => RuleError) {
  try {
    return fitSchema(validate, toValue(value), true);
  } catch (error) {
    if (error instanceof ContextError) throw refuse(`${error.path}: ${error.why}`, error.path);
    if (error instanceof SchemaError) throw refuse(`: ${error.message}`);
    throw error;
  }
}
