import type { Entry } from '../../src/model/entry.js';
import { foldEvents, type RunRecord } from '../../src/model/run-record.js';
import { createValueMap, LuaFloat, type Value, type ValueMap } from '../../src/model/value.js';
import { createEvents, createResult } from './sketch-run.js';

export const JOURNAL_FILE = 'scenarios/agents/release.scenario.lua';

function map(fields: Readonly<Record<string, Value>>): ValueMap {
  return createValueMap(Object.entries(fields));
}

interface Sketch extends Omit<Entry, 'number' | 'data'> {
  readonly data?: Readonly<Record<string, Value>>;
}

function number(sketches: readonly Sketch[]): Entry[] {
  return sketches.map(({ data, ...entry }, place) => ({
    number: place + 1,
    ...entry,
    file: JOURNAL_FILE,
    line: 10 + place,
    ...(data && { data: map(data) }),
  }));
}

const user = map({ role: 'user', content: 'Fix the failing login test' });
const asked = map({ id: 'c1', name: 'read_file', arguments: map({ path: 'lib/auth.ex' }) });
const tokens = (input: number, output: number) => map({ input, output, cached: 0 });
const BEFORE = 'defmodule Auth do\nend\n';
const AFTER = 'defmodule Auth do\n  def login(user), do: :ok\nend\n';

/** Two agents over virtual time: turns, tools, a fault, a file, a hand-over, a timer and two tasks beside each other. */
export function createAgentJournal(): Entry[] {
  const coder = { agent: 'coder' };
  const reviewer = { agent: 'reviewer' };
  return number([
    { kind: 'log', at: 0, text: 'info: begun' },
    {
      kind: 'agent.task',
      at: 0,
      text: 'coder begins task-1: Fix the login',
      ...coder,
      data: { agent: 'coder', task: 'task-1' },
    },
    {
      kind: 'llm.call',
      at: 900,
      text: 'coder → sonnet: error: 429 Too Many Requests',
      ...coder,
      cause: 2,
      data: {
        model: 'sonnet',
        messages: [user],
        error: '429 Too Many Requests',
        fault: 'rate_limit',
        retry_after_ms: 30_000,
        latency_ms: 900,
      },
    },
    {
      kind: 'clock',
      at: 30_900,
      text: 'slept 30000 ms',
      ...coder,
      cause: 2,
      data: { call: 'clock.sleep', ms: 30_000 },
    },
    {
      kind: 'llm.call',
      at: 32_150,
      text: 'coder → sonnet: → read_file (900 + 40 tokens, 0.33 ¢)',
      ...coder,
      cause: 2,
      data: {
        model: 'sonnet',
        messages: [user],
        tool_calls: [asked],
        finish_reason: 'tool_calls',
        tokens: tokens(900, 40),
        cost_cents: 0.33,
        latency_ms: 1250,
      },
    },
    {
      kind: 'tool.call',
      at: 32_150,
      text: 'coder → read_file {"path":"lib/auth.ex"}',
      ...coder,
      cause: 5,
      data: { id: 'c1', name: 'read_file', arguments: map({ path: 'lib/auth.ex' }) },
    },
    {
      kind: 'workspace.read',
      at: 32_150,
      text: 'lib/auth.ex (22 bytes)',
      ...coder,
      cause: 6,
      data: { path: 'lib/auth.ex', bytes: 22 },
    },
    {
      kind: 'tool.result',
      at: 32_150,
      text: 'read_file: "defmodule Auth do…"',
      ...coder,
      cause: 6,
      data: { id: 'c1', name: 'read_file', text: BEFORE },
    },
    {
      kind: 'llm.call',
      at: 34_000,
      text: 'coder → sonnet: "Here it is" (1200 + 300 tokens, 0.81 ¢)',
      ...coder,
      cause: 8,
      data: {
        model: 'sonnet',
        messages: [
          user,
          map({ role: 'assistant', content: '', tool_calls: [asked] }),
          map({ role: 'tool', content: BEFORE, tool_call_id: 'c1' }),
        ],
        text: 'Here it is:\n<img src=x onerror="document.title=\'owned\'">',
        finish_reason: 'stop',
        tokens: tokens(1200, 300),
        cost_cents: 0.81,
        latency_ms: 1850,
      },
    },
    {
      kind: 'workspace.write',
      at: 34_000,
      text: 'lib/auth.ex (49 bytes)',
      ...coder,
      cause: 2,
      data: { path: 'lib/auth.ex', bytes: 49, before: BEFORE, after: AFTER },
    },
    {
      kind: 'agent.hand_over',
      at: 34_000,
      text: 'coder hands task-1 over to reviewer (coder → reviewer)',
      ...coder,
      cause: 9,
      data: { agent: 'coder', task: 'task-1', to: 'reviewer' },
    },
    {
      kind: 'agent.task',
      at: 34_000,
      text: 'reviewer begins task-2',
      ...reviewer,
      cause: 11,
      data: { agent: 'reviewer', task: 'task-2' },
    },
    {
      kind: 'task',
      at: 34_000,
      text: 'clock.all begins style, safety',
      ...reviewer,
      cause: 12,
      data: { call: 'clock.all', tasks: ['style', 'safety'] },
    },
    {
      kind: 'llm.call',
      at: 34_400,
      text: 'reviewer → haiku: "fine" (300 + 5 tokens, 0.03 ¢)',
      ...reviewer,
      task: 'style',
      cause: 13,
      data: {
        model: 'haiku',
        messages: [user],
        text: 'fine',
        tokens: tokens(300, 5),
        cost_cents: 0.03,
        latency_ms: 400,
      },
    },
    {
      kind: 'llm.call',
      at: 35_200,
      text: 'reviewer → opus: "safe" (300 + 5 tokens, 0.2 ¢)',
      ...reviewer,
      task: 'safety',
      cause: 13,
      data: {
        model: 'opus',
        messages: [user],
        text: 'safe',
        tokens: tokens(300, 5),
        cost_cents: new LuaFloat(2),
        latency_ms: 1200,
      },
    },
    {
      kind: 'timer',
      at: 35_200,
      text: 'clock.after 1 is due',
      task: 'clock.after 1',
      data: { call: 'clock.after', timer: 1 },
    },
    {
      kind: 'workspace.write',
      at: 35_200,
      text: 'news.md: the disk is full (scripted: disk_full)',
      task: 'clock.after 1',
      cause: 16,
      data: { path: 'news.md', error: 'the disk is full', fault: 'disk_full' },
    },
    {
      kind: 'agent.result',
      at: 35_200,
      text: 'reviewer: task-2 done for 2.03 ¢',
      ...reviewer,
      cause: 15,
      data: { agent: 'reviewer', task: 'task-2', success: true },
    },
    {
      kind: 'agent.result',
      at: 35_200,
      text: 'coder: task-1 done for 3.17 ¢',
      ...coder,
      cause: 18,
      data: { agent: 'coder', task: 'task-1', success: true },
    },
    { kind: 'future.kind', at: 35_200, text: 'what another version may write', data: { odd: 1 } },
    { kind: 'check', at: 35_200, text: 'is_true held' },
  ]);
}

/** Many entries of two agents, all at one time. */
export function createLongJournal(count: number): Entry[] {
  return Array.from({ length: count }, (_, place): Entry => {
    const kind = ['agent.task', 'llm.call', 'tool.call', 'tool.result'][place % 4] ?? '';
    const agent = place % 8 < 4 ? 'coder' : 'reviewer';
    return {
      number: place + 1,
      kind,
      at: 0,
      text: `${kind} ${place + 1}`,
      agent,
      ...(place % 4 > 0 && { cause: place }),
    };
  });
}

/** A run of three scenarios: agents over virtual time, a thousand entries at one time, and entries of an earlier version. */
export function createJournalRecord(): RunRecord {
  const old: Entry[] = [
    { kind: 'llm.call', at: 0, text: 'haiku: ok' },
    { kind: 'check', at: 0, text: 'equal held' },
  ];
  const journals = { 'hands over': createAgentJournal(), 'is long': createLongJournal(1000), 'is old': old };
  // Of scenarios that passed, a record holds the first entries only.
  const bad = { outcome: 'failed', failures: [{ check: 'is_true', message: 'expected true, got false' }] } as const;
  const results = Object.entries(journals).map(([name, journal], index) =>
    createResult({ file: JOURNAL_FILE, index, line: 9 + index, path: ['release', name], journal, ...bad }),
  );
  return foldEvents(createEvents(results));
}
