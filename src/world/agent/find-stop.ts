import type { Entry } from '../../model/entry.js';
import { isValueMap, type Value } from '../../model/value.js';
import type { AgentRun } from './agent-run.js';
import { taskOf } from './agent-tasks.js';
import { findOverspent } from './budget.js';
import type { AnswerRead } from './read-answer.js';

/**
 * What an agent that is no Lua has to end with before its model is asked again: it is over its budget, or has used up its
 * turns, as a script would be; undefined where it may ask.
 */
export function findStop(run: AgentRun): AnswerRead | undefined {
  const { task, turns, maxTurns } = run;
  if (turns === 0) return undefined;
  const overspent = findOverspent(task);
  if (overspent === undefined && turns < maxTurns) return undefined;
  const last = findLastTurn(run);
  const text = String(last?.data?.text ?? '');
  const error = overspent ?? `no answer after ${turns} turns (max_turns): ${showWish(last?.data?.tool_calls)}`;
  return { text, success: false, error, data: undefined };
}

function findLastTurn({ world, task }: AgentRun): Entry | undefined {
  const entries = world.journal.entries(Number.POSITIVE_INFINITY);
  return entries.findLast((entry) => entry.kind === 'llm.call' && taskOf(entry) === task);
}

function showWish(toolCalls: Value): string {
  const names = Array.isArray(toolCalls) ? toolCalls.map((call) => (isValueMap(call) ? String(call.name) : '')) : [];
  return names.length === 0 ? 'the agent asks its model again' : `the model still asks for ${names.join(', ')}`;
}
