import type { AgentData } from '../../model/agent.js';
import { type AnswerRead, readAnswer } from './read-answer.js';

/** The version of the protocol that the first line of a task tells. */
export const PROTOCOL = 1;

const MAX_SHOWN = 100;

/** What a program says in one line. */
export type Spoken =
  | { readonly kind: 'call'; readonly id: string | number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly kind: 'result'; readonly answer: AnswerRead };

/** Reads one line. Throws a TypeError that says what is wrong with it. */
export function readSpoken(line: string): Spoken {
  const said = parse(line);
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw wrong(line, 'is no JSON object');
  if ('call' in said) return readCall(line, said);
  if (!('type' in said) || said.type !== 'result')
    throw wrong(line, 'is neither a call ("call") nor a result ("type": "result")');
  const { type: _, ...answer } = said;
  return { kind: 'result', answer: readAnswer(answer) };
}

function readCall(
  line: string,
  said: { readonly call: unknown; readonly id?: unknown; readonly args?: unknown },
): Spoken {
  const { id, call: name, args = [] } = said;
  if (typeof id !== 'string' && typeof id !== 'number')
    throw wrong(line, 'is a call without an id (a number or a text)');
  if (typeof name !== 'string') throw wrong(line, 'is a call whose name is no text');
  if (!Array.isArray(args)) throw wrong(line, 'is a call whose args are no list');
  return { kind: 'call', id, name, args: args.map(readBytes) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw wrong(line, 'is not JSON; what is meant for people goes to stderr');
  }
}

function wrong(line: string, what: string): TypeError {
  return new TypeError(
    `${JSON.stringify(line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN).toWellFormed()}…` : line)} ${what}`,
  );
}

/** Bytes that are no text are `{ "base64": … }` both ways. */
function readBytes(arg: unknown): unknown {
  if (typeof arg !== 'object' || arg === null || Array.isArray(arg)) return arg;
  const [[key, value] = [], more] = Object.entries(arg);
  return key === 'base64' && typeof value === 'string' && more === undefined
    ? new Uint8Array(Buffer.from(value, 'base64'))
    : arg;
}

/** A line that is said to a program. */
export function writeLine(said: Readonly<Record<string, AgentData>>): string {
  const text = JSON.stringify(said, (_, value: unknown) => {
    if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
    return typeof value === 'bigint' ? Number(value) : value;
  });
  return `${text}\n`;
}
