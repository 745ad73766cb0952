import type { CallNumbers } from '../../mock/llm/match.js';
import type { LlmRequest } from '../../mock/llm-request.js';
import type { Address } from '../../model/address.js';

/** Calls kept, at least; for the nearest call of an answer that was not used. */
const KEPT = 200;

/** One call that was made, and what it met. */
export interface CallRecord {
  readonly request: LlmRequest;
  readonly numbers: CallNumbers;
  readonly at?: Address;
  /** `answered` by that mock, were it with a fault; else why by none. */
  readonly how: 'answered' | 'unmatched' | 'against the protocol' | 'over budget';
  readonly mock?: number;
}

/** The calls of one world; of many the latest. */
export class Ledger {
  readonly #records: CallRecord[];
  #count: number;

  constructor(records: readonly CallRecord[] = [], count = 0) {
    this.#records = [...records];
    this.#count = count;
  }

  fork(): Ledger {
    return new Ledger(this.#records, this.#count);
  }

  add(record: CallRecord): void {
    this.#count += 1;
    this.#records.push(record);
    if (this.#records.length >= KEPT * 2) this.#records.splice(0, KEPT);
  }

  get records(): readonly CallRecord[] {
    return this.#records;
  }

  /** How many there were, kept or not. */
  get count(): number {
    return this.#count;
  }
}
