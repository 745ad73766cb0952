import type { MockKind } from '../../mock/mock.js';
import type { Address } from '../../model/address.js';

/** Calls kept, at least; for the nearest call of an answer that was not used. */
const KEPT = 200;

/** One call that was made, and what it met. */
export interface CallRecord<Kind extends MockKind> {
  readonly call: Kind['call'];
  readonly at: Address | undefined;
  /** `answered` by that mock, were it with a fault; else why by none. */
  readonly how: 'answered' | 'unmatched' | 'against the protocol' | 'over budget';
  readonly mock: number | undefined;
}

/** The calls of one world; of many the latest. */
export class Ledger<Kind extends MockKind> {
  readonly #records: CallRecord<Kind>[];
  #count: number;

  constructor(records: readonly CallRecord<Kind>[] = [], count = 0) {
    this.#records = [...records];
    this.#count = count;
  }

  fork(): Ledger<Kind> {
    return new Ledger(this.#records, this.#count);
  }

  add(record: CallRecord<Kind>): void {
    this.#count += 1;
    this.#records.push(record);
    if (this.#records.length >= KEPT * 2) this.#records.splice(0, KEPT);
  }

  get records(): readonly CallRecord<Kind>[] {
    return this.#records;
  }

  /** How many there were, kept or not. */
  get count(): number {
    return this.#count;
  }
}
