import { KnownError } from '../../model/known-error.js';
import { type Explanation, RuleError, type RuleHead } from '../../model/rule.js';
import { ContextError, copyPlain } from '../../script/script-errors.js';
import { attempt } from '../attempt.js';
import { type Gates, openGates } from '../hold-schemas.js';
import { refuseContext } from '../refusals.js';
import type { LuaRule } from '../rule-store.js';
import { type RuleThread, ThreadError } from './rule-thread.js';
import { type FromThread, keyOf, type SentLimits, type SentRow, type SentRule } from './thread-message.js';
import type { ThreadPool } from './thread-pool.js';

/** Rows that a thread is given at once, and has the whole deadline for. */
const CHUNK_ROWS = 256;
/** A thread may take so long to load a rule, whatever a call may take: its first VM has to be made. */
const LOAD_MS = 5000;

/** A rule that is called elsewhere. */
export interface PooledRule {
  readonly head: RuleHead;
  /** For each context what the rule gives, or the RuleError. */
  runMany(contexts: readonly unknown[]): Promise<readonly unknown[]>;
  explain(context: unknown): Promise<{ readonly result: unknown; readonly explanation?: Explanation }>;
}

export interface PooledOptions {
  readonly pool: ThreadPool;
  readonly limits: SentLimits;
  readonly timeoutMs: number;
}

/** A Lua rule in the threads of a pool. */
export class ThreadedRule implements PooledRule {
  readonly head: RuleHead;
  readonly #sent: SentRule;
  readonly #gates: Gates;
  readonly #options: PooledOptions;

  private constructor(head: RuleHead, sent: SentRule, gates: Gates, options: PooledOptions) {
    this.head = head;
    this.#sent = sent;
    this.#gates = gates;
    this.#options = options;
  }

  /** Loads a rule in one of the threads. Rejects with a KnownError where it does not load, or not in time. */
  static async load(rule: LuaRule, options: PooledOptions): Promise<ThreadedRule> {
    const { id, path, version, source, settings, modules } = rule;
    const sent = { id, path, version, source, ...(settings && { settings }), ...(modules && { modules }) };
    const { head, settings: all } = await options.pool.use((thread) => load(thread, sent, options));
    return new ThreadedRule(head, sent, openGates({ head, settings: all }, path), options);
  }

  async runMany(contexts: readonly unknown[]): Promise<readonly unknown[]> {
    const entered = contexts.map((context) => attempt(() => this.#enter(context)));
    const good = entered.filter((each) => !(each instanceof RuleError));
    const chunks: Promise<readonly unknown[]>[] = [];
    for (let from = 0; from < good.length; from += CHUNK_ROWS)
      chunks.push(this.#call(good.slice(from, from + CHUNK_ROWS)));
    const results = (await Promise.all(chunks)).flat().values();
    return entered.map((each): unknown => (each instanceof RuleError ? each : results.next().value));
  }

  async explain(context: unknown): Promise<{ readonly result: unknown; readonly explanation?: Explanation }> {
    const given = this.#enter(context);
    const answer = await this.#ask({ kind: 'explain', rule: keyOf(this.#sent), context: given }).catch(
      (error: unknown) => {
        throw error instanceof ThreadError ? this.#refuse(error) : error;
      },
    );
    if (answer.kind !== 'explained') throw unexpected(answer);
    const result = this.#readRow(answer.row);
    if (result instanceof RuleError) throw result;
    return { result, ...(answer.explanation && { explanation: answer.explanation }) };
  }

  /** As a thread can be given it. Throws a RuleError. */
  #enter(context: unknown): unknown {
    try {
      return copyPlain(this.#gates.enter(context));
    } catch (error) {
      throw error instanceof ContextError ? refuseContext(error, this.head) : error;
    }
  }

  /** Where a thread had to be ended, the rows are parted until those that did not end stand alone. */
  async #call(contexts: readonly unknown[]): Promise<readonly unknown[]> {
    try {
      const answer = await this.#ask({ kind: 'call', rule: keyOf(this.#sent), contexts });
      if (answer.kind !== 'rows') throw unexpected(answer);
      return answer.rows.map((row) => this.#readRow(row));
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error;
      if (contexts.length === 1) return [this.#refuse(error)];
      const half = Math.ceil(contexts.length / 2);
      return (await Promise.all([this.#call(contexts.slice(0, half)), this.#call(contexts.slice(half))])).flat();
    }
  }

  async #ask(message: Parameters<RuleThread['ask']>[0]): Promise<FromThread> {
    const { pool, timeoutMs } = this.#options;
    return await pool.use(async (thread) => {
      if (!thread.loaded.has(keyOf(this.#sent))) await load(thread, this.#sent, this.#options);
      return await thread.ask(message, timeoutMs);
    });
  }

  #readRow(row: SentRow): unknown {
    if ('value' in row) return attempt(() => this.#gates.leave(row.value));
    return new RuleError(row.error.why, { ...row.error.details, rule: this.head });
  }

  #refuse({ message }: ThreadError): RuleError {
    return new RuleError(message, { cause: 'limit', rule: this.head });
  }
}

async function load(thread: RuleThread, sent: SentRule, { limits, timeoutMs }: PooledOptions) {
  const answer = await thread
    .ask({ kind: 'load', rule: sent, limits }, Math.max(timeoutMs, LOAD_MS))
    .catch((error: unknown) => {
      if (!(error instanceof ThreadError)) throw error;
      throw new KnownError('bad-source', `it cannot be loaded: ${error.message}`, { at: { file: sent.path } });
    });
  if (answer.kind === 'broken') throw new KnownError(answer.code, answer.message, answer.details);
  if (answer.kind !== 'loaded') throw unexpected(answer);
  for (const key of thread.loaded) if (key.startsWith(`${sent.id} `)) thread.loaded.delete(key);
  thread.loaded.add(keyOf(sent));
  return answer;
}

function unexpected({ kind }: FromThread): Error {
  return new Error(`a thread of rules answered ${kind} to something else`);
}
