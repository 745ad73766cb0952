import {
  type CannedEntry,
  type CannedReply,
  type CannedStep,
  type CannedTask,
  compareTask,
} from '../../mock/agent/canned.js';
import type { MockReply } from '../../mock/llm/reply.js';
import { showAddress } from '../../model/address.js';
import { type Answer, answerValue } from '../../model/dispatch.js';
import { createValueMap } from '../../model/value.js';
import { resolveModel } from '../ask-model.js';
import { failCheck } from '../check-binding.js';
import type { HostCall } from '../host-function.js';
import { readRequest } from '../llm/read-request.js';
import { tellCall } from '../llm/tell-call.js';
import { passTime } from '../pass-time.js';
import type { AgentFunction, AgentRun } from './agent-run.js';
import type { OpenTask } from './agent-tasks.js';
import { endTool, noteToolCall, readToolCall } from './tool-calls.js';
import { WorldError } from './world-error.js';

export interface CannedOrder {
  readonly run: AgentRun;
  readonly entries: readonly CannedEntry[];
  readonly task: CannedTask;
}

/** Begins a task of an agent that only says what a file of mocks has; what comes of it is told to the run. */
export function startCanned(order: CannedOrder): void {
  const { run } = order;
  const found = takeReply(order);
  if ('failure' in found) {
    run.finish({ kind: 'failed', ...found });
    return;
  }
  perform(run, found).catch((error: unknown) => {
    if (!(error instanceof WorldError)) run.finish({ kind: 'bug', error });
    else run.finish({ kind: 'failed', message: `agent ${run.task.agent}: ${error.message}`, failure: error.failure });
  });
}

/** That nothing fits, which is noted. */
interface Unmatched {
  readonly message: string;
  readonly failure: number;
}

interface Found {
  readonly file: string;
  readonly reply: CannedReply;
}

/** The answer to a task, of the last entry that matches and is not used up; the message where there is none, which is noted. */
function takeReply({ run, entries, task }: CannedOrder): Found | Unmatched {
  const { world } = run;
  const { uses } = world.agents;
  const isUsedUp = (entry: CannedEntry) =>
    entry.replies.length > 1 && (uses.get(nameEntry(entry)) ?? 0) >= entry.replies.length;
  const entry = entries.findLast((each) => !isUsedUp(each) && compareTask(each.match, task).length === 0);
  if (entry === undefined) return failUnmatched({ run, entries, task }, isUsedUp);
  const used = uses.get(nameEntry(entry)) ?? 0;
  world.agents.noteUse(nameEntry(entry), used + 1);
  world.base.onMockUsed?.(nameEntry(entry));
  const reply = entry.replies[Math.min(used, entry.replies.length - 1)];
  if (reply === undefined) throw new Error(`${nameEntry(entry)} has no reply`);
  return { file: entry.file, reply };
}

const nameEntry = ({ file, line }: CannedEntry) => showAddress({ file, line });

function failUnmatched({ run, entries, task }: CannedOrder, isUsedUp: (entry: CannedEntry) => boolean): Unmatched {
  const ranked = entries.map((entry) => ({ entry, wrong: compareTask(entry.match, task) }));
  const [nearest] = ranked.sort((a, b) => a.wrong.length - b.wrong.length);
  const message = `no canned answer of the agent ${run.task.agent} fits this task`;
  const why =
    nearest === undefined ? [] : [`nearest: ${nameEntry(nearest.entry)}`, ...nearest.wrong.map((each) => `  ${each}`)];
  if (nearest !== undefined && isUsedUp(nearest.entry)) why.push('  used up: each of its replies was given');
  const notes = [`task: ${JSON.stringify(task.description ?? task.id)}`, ...why];
  const call = { world: run.world, args: [], site: { address: () => run.at } };
  const failure = failCheck(run.world, call, { check: 'mock', message, notes });
  return { message: `${message}\n${notes.join('\n')}`, failure };
}

async function perform(run: AgentRun, { file, reply }: Found): Promise<void> {
  for (const step of reply.steps) {
    const by = standIn(step);
    const { call: name, args, line } = step;
    await run.call({ name, args, locate: () => ({ file, line }), ...(by && { by }) });
  }
  const { text, success, error, data, latencyMs, raises } = reply;
  if (latencyMs > 0)
    await run.call({ name: 'latency', args: [], by: { run: (call) => passTime(call, latencyMs, answerValue) } });
  if (raises === undefined) run.finish({ kind: 'answered', answer: { text, success, error, data } });
  else run.finish({ kind: 'failed', message: `agent ${run.task.agent}: ${raises}` });
}

/** What does a step that tells its own outcome; undefined where the world decides it. */
function standIn({ reply, result }: CannedStep): AgentFunction | undefined {
  if (reply !== undefined) return { run: (call, { task }) => tellModelCall(call, task, reply) };
  if (result !== undefined) return { run: (call, run) => tellToolCall(call, run, result) };
  return undefined;
}

/** `model, prompt`: a call of the model that was not made, in the journal and on the bill. */
function tellModelCall(call: HostCall, { agent, id }: OpenTask, reply: MockReply): Answer {
  const [model = 'canned', prompt = ''] = call.args;
  const messages =
    typeof prompt === 'string' ? [createValueMap(Object.entries({ role: 'user', content: prompt }))] : prompt;
  const who = createValueMap(Object.entries({ agent, task: id }));
  const kind = { name: 'llm.call', model: resolveModel(call.world, String(model)), stream: false };
  return tellCall({ ...call, request: readRequest(kind, messages, who), reply }, (settled) => {
    if (settled.kind === 'reply') return answerValue();
    if (settled.kind === 'fault') return { kind: 'raise', message: `llm.call: ${settled.fault.message}` };
    return { kind: 'raise', message: `llm.call: ${settled.message}`, failure: settled.failure };
  });
}

/** `call`: a tool's call that was not made, in the journal. */
function tellToolCall(call: HostCall, { task }: AgentRun, result: NonNullable<CannedStep['result']>): Answer {
  const ended = { ...call, task, call: readToolCall(call, call.args[0]) };
  noteToolCall(ended);
  endTool(ended, result);
  return answerValue();
}
