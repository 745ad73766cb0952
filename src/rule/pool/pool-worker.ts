import { parentPort } from 'node:worker_threads';
import { KnownError } from '../../model/known-error.js';
import { RuleError } from '../../model/rule.js';
import { createResolver, NO_ROOTS } from '../../script/resolve.js';
import { attempt } from '../attempt.js';
import { prepareLua } from '../prepare-rule.js';
import type { PreparedRule } from '../prepared-rule.js';
import { readLimits } from '../rule-limits.js';
import {
  type FromThread,
  keyOf,
  type SentLimits,
  type SentRow,
  type SentRule,
  type ToThread,
} from './thread-message.js';

const rules = new Map<string, PreparedRule>();

function load(rule: SentRule, limits: SentLimits): FromThread {
  const modules = new Map((rule.modules ?? []).map(({ path, source }) => [path, source]));
  const book = {
    has: (path: string) => modules.has(path),
    read: (path: string) => modules.get(path) ?? new Uint8Array(),
  };
  const resolver = createResolver({ book, roots: NO_ROOTS, modulePaths: [] });
  try {
    const prepared = prepareLua({ ...rule, kind: 'lua', findModule: resolver.module }, readLimits(limits));
    // Of each rule there is one version; the older one is not called any more.
    for (const key of rules.keys()) if (key.startsWith(`${rule.id} `)) rules.delete(key);
    rules.set(keyOf(rule), prepared);
    return { kind: 'loaded', head: prepared.head, settings: prepared.settings };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const { code, message, at, hint } = error;
    const details = { ...(at === undefined ? {} : { at }), ...(hint === undefined ? {} : { hint }) };
    return { kind: 'broken', code, message, details };
  }
}

function find(key: string): PreparedRule {
  const rule = rules.get(key);
  if (rule === undefined) throw new Error(`the rule ${key} was not loaded in this thread`);
  return rule;
}

function toRow(result: unknown): SentRow {
  if (!(result instanceof RuleError)) return { value: result };
  const { why, cause, rule, field, at } = result;
  const details = { cause, rule, ...(field === undefined ? {} : { field }), ...(at === undefined ? {} : { at }) };
  return { error: { why, details } };
}

function answer(message: ToThread): FromThread {
  switch (message.kind) {
    case 'load':
      return load(message.rule, message.limits);
    case 'call':
      return { kind: 'rows', rows: find(message.rule).runMany(message.contexts).map(toRow) };
    case 'explain': {
      const explained = attempt(() => find(message.rule).explain(message.context));
      if (explained instanceof RuleError) return { kind: 'explained', row: toRow(explained) };
      return { kind: 'explained', row: toRow(explained.result), explanation: explained.explanation };
    }
  }
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToThread) => tell(answer(message)));
tell({ kind: 'ready' });
