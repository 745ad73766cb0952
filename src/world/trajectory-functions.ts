import { showAddress } from '../model/address.js';
import { answerValue } from '../model/dispatch.js';
import type { Entry } from '../model/entry.js';
import { createValueMap, isValueMap, toNumber, type Value } from '../model/value.js';
import { taskOf } from './agent/agent-tasks.js';
import { resolveModel } from './ask-model.js';
import type { HostCall, HostPart } from './host-function.js';
import { readCents, toCents } from './llm/money.js';
import { failOnMisuse } from './misuse.js';
import { entriesOf, kindOfStep, outermostTask, readSubject, type Subject, showSteps } from './steps.js';

/** Calls of the model that are told with what they cost; the others are counted. */
const MAX_CALLS = 20;

const texts = (value: Value): string[] => (Array.isArray(value) ? value.map(String) : []);

/** `where, kinds, fields`: calls, and entries of these kinds, with these fields; with all where undefined. */
function listSteps({ world, args }: HostCall): Value {
  const [where, kinds, fields] = args;
  return showSteps(
    entriesOf(world, readSubject(where)),
    texts(kinds),
    fields === undefined ? undefined : texts(fields),
  );
}

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const sumCents = (amounts: readonly number[]) => toCents(amounts.reduce((all, cents) => all + readCents(cents), 0n));

/** What the model's calls of a subject come to, and the virtual time from its beginnings to its ends. */
function countSpent({ world, args }: HostCall): Value {
  const subject = readSubject(args[0]);
  const entries = entriesOf(world, subject);
  const calls = entries.filter(({ kind }) => kind === 'llm.call');
  const tokens = calls.map(({ data }) => (isValueMap(data?.tokens) ? data.tokens : createValueMap()));
  return createValueMap([
    ['cost_cents', sumCents(calls.map(({ data }) => toNumber(data?.cost_cents) ?? 0))],
    ['input', sum(tokens.map((counts) => toNumber(counts.input) ?? 0))],
    ['output', sum(tokens.map((counts) => toNumber(counts.output) ?? 0))],
    ['ms', isTasks(subject) ? timeInTasks(entries, subject) : world.elapsedMs],
    ['count', calls.length],
    ['calls', calls.slice(0, MAX_CALLS).map(showCall)],
  ]);
}

const isTasks = ({ agent, task }: Subject) => agent !== undefined || task !== undefined;

/** Tasks inside others of the subject's are part of their time. */
function timeInTasks(entries: readonly Entry[], subject: Subject): number {
  const own = entries.filter((entry) => outermostTask(entry, subject) === taskOf(entry));
  const times = own.map(({ kind, at }) => (kind === 'agent.task' ? -at : kind === 'agent.result' ? at : 0));
  return times.reduce((a, b) => a + b, 0);
}

function showCall({ text, at, file, line }: Entry): string {
  const place = file === undefined ? '' : ` (${showAddress({ file, ...(line !== undefined && { line }) })})`;
  return `${text}, at ${at} ms${place}`;
}

/** What checks of the journal ask of the host. */
export const trajectoryFunctions: HostPart = {
  internal: failOnMisuse({
    'journal.mark': ({ world }) => answerValue(world.journal.count, world.elapsedMs),
    'journal.steps': (call) => answerValue(listSteps(call)),
    'journal.spent': (call) => answerValue(countSpent(call)),
    'journal.kind_of': ({ args }) => {
      const [name, fields] = args;
      return answerValue(kindOfStep(name === undefined ? undefined : String(name), texts(fields)));
    },
    'llm.model_of': ({ world, args }) => answerValue(resolveModel(world, String(args[0]))),
  }),
};
