import { KnownError } from '../../model/known-error.js';
import type { Decision, RuleErrorCause, RuleErrorDetails, RuleHead } from '../../model/rule.js';
import { RuleError } from '../../model/rule.js';
import type { Value, ValueMap } from '../../model/value.js';
import { decodeMap, encodeMap } from '../../model/value-json.js';
import { ContextError, toValue } from '../../script/script-errors.js';

/** What this version writes; lines of a newer major are refused. */
const LOG_FORMAT = 1;

/** One call of a rule, as an engine tells of it. */
export interface MadeDecision {
  readonly rule: RuleHead;
  readonly context: unknown;
  /** The decision, or why there is none. */
  readonly outcome: Decision | RuleError;
  /** Milliseconds; of a row of a batch its share. */
  readonly durationMs: number;
}

/** A line of a decision log, read. */
export interface LoggedDecision {
  /** ISO 8601. */
  readonly time: string;
  readonly rule: string;
  readonly version: string;
  /** Undefined where it could not be passed to the rule. */
  readonly context: unknown;
  /** Undefined where there was none. */
  readonly decision?: string;
  readonly confidence?: number;
  readonly error?: string;
}

/** A decision as a line of JSON, without its end. What JSON lacks is written as `model/value-json.ts` has it. */
export function showLogLine({ rule, context, outcome }: MadeDecision, now: number): string {
  const { id, version, label } = rule;
  return JSON.stringify({
    format: LOG_FORMAT,
    time: new Date(now).toISOString(),
    rule: id,
    version,
    ...(label === undefined ? {} : { label }),
    ...encodeMap({ context: readableContext(context, outcome) }),
    ...(outcome instanceof RuleError ? { error: showError(outcome) } : showDecision(outcome)),
  });
}

/** What a rule was given is plain data; what was refused may be anything. */
function readableContext(context: unknown, outcome: Decision | RuleError): Value {
  // The door: the rule has taken it, so it is what the codec takes.
  if (!(outcome instanceof RuleError)) return context as Value;
  try {
    return toValue(context);
  } catch (error) {
    if (error instanceof ContextError) return undefined;
    throw error;
  }
}

function showDecision({ decision, confidence, reasoning, result }: Decision): object {
  // What was classified is a table, and plain data.
  const { decision: _d, confidence: _c, reasoning: _r, ...more } = result as ValueMap;
  const rest = Object.keys(more).length === 0 ? {} : { more: encodeMap(more) };
  return { decision, confidence, reasoning, ...rest };
}

function showError({ cause, message, field, at }: RuleError): object {
  const details: Omit<RuleErrorDetails, 'rule'> & { message: string; cause: RuleErrorCause } = {
    cause,
    message,
    ...(field === undefined ? {} : { field }),
    ...(at === undefined ? {} : { at }),
  };
  return details;
}

/** Reads a line. Throws a KnownError with the place where it is none. */
export function readLogLine(text: string, place: { readonly file: string; readonly line: number }): LoggedDecision {
  const bad = (why: string) =>
    new KnownError('bad-record', why, { at: place, hint: 'a decision log is written by an engine with `log`' });
  const json = parse(text);
  if (!isObject(json)) throw bad('not a line of a decision log: a JSON object is expected');
  const { format, time, rule, version, decision, confidence, error } = json;
  if (typeof format !== 'number') throw bad('not a line of a decision log: it has no format');
  if (Math.trunc(format) > LOG_FORMAT) throw bad(`format ${format} is newer than this version of moonrig reads`);
  if (typeof time !== 'string' || typeof rule !== 'string' || typeof version !== 'string')
    throw bad('not a line of a decision log: time, rule and version are expected');
  const isDecided = typeof decision === 'string' && typeof confidence === 'number';
  if (!isDecided && !isObject(error)) throw bad('not a line of a decision log: it has neither a decision nor an error');
  // The door: JSON is a Value.
  const context = 'context' in json ? decodeContext(json.context as Value, text) : undefined;
  // Written out: a log has millions of lines.
  if (isDecided) return { time, rule, version, context, decision, confidence };
  return { time, rule, version, context, error: String(isObject(error) && error.message) };
}

/** Most contexts hold nothing that JSON lacks. */
function decodeContext(context: Value, text: string): Value {
  return text.includes('"$') ? decodeMap({ context }).context : context;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
