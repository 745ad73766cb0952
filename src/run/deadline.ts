/** Real milliseconds that the module of an agent may take to load, whatever a scenario may take. */
export const AGENT_LOAD_MS = 30_000;

/** What a worker is busy with: the parent shows it, and blames it, when the time is up. */
export type UnitKind = 'load' | 'scenario' | 'setup' | 'teardown';

export interface Unit {
  readonly kind: UnitKind;
  /** Which item of the worker's assignment it belongs to. */
  readonly item: number;
  /** Positions in the file's selected scenarios that it stands for: one scenario, or those below a setup. */
  readonly from: number;
  readonly to: number;
  /** From 0. */
  readonly attempt: number;
  /** Real milliseconds; 0 is none. */
  readonly timeoutMs: number;
  /** Of a property, how far it has come: the number of the case, or one of STEP; else 0. */
  readonly step?: number;
}

/** Steps of a property that are no case's number: a failing case is made simpler, one known from before is tried. */
export const STEP = { shrinking: -1, known: -2 } as const;

const KINDS: readonly UnitKind[] = ['load', 'scenario', 'setup', 'teardown'];
/** Slots of the shared memory, 32 bits each. The state is the unit's number times four, plus a phase. */
const SLOT = {
  state: 0,
  kind: 1,
  item: 2,
  from: 3,
  to: 4,
  attempt: 5,
  timeout: 6,
  stop: 7,
  answers: 8,
  step: 9,
} as const;
const PHASE = { running: 1, done: 2, killed: 3 } as const;
const SLOT_COUNT = 10;
/** Unit numbers wrap before they leave 32 bits. */
const MAX_NUMBER = 2 ** 28;

export function createSharedMarks(): SharedArrayBuffer {
  return new SharedArrayBuffer(SLOT_COUNT * 4);
}

/** The worker's side: says what it begins and learns whether it was killed meanwhile. */
export class WorkerMarks {
  readonly #slots: Int32Array;
  #number = 0;

  constructor(shared: SharedArrayBuffer) {
    this.#slots = new Int32Array(shared);
  }

  begin(unit: Unit): void {
    this.#number = (this.#number + 1) % MAX_NUMBER;
    this.#slots[SLOT.kind] = KINDS.indexOf(unit.kind);
    this.#slots[SLOT.item] = unit.item;
    this.#slots[SLOT.from] = unit.from;
    this.#slots[SLOT.to] = unit.to;
    this.#slots[SLOT.attempt] = unit.attempt;
    this.#slots[SLOT.timeout] = unit.timeoutMs;
    this.#slots[SLOT.step] = unit.step ?? 0;
    Atomics.store(this.#slots, SLOT.state, this.#number * 4 + PHASE.running);
  }

  /**
   * Does something that is no doing of the unit's: while it lasts there is so much time at least, and after it the unit's own
   * begins anew.
   */
  async outside<T>(leastMs: number, work: () => Promise<T>): Promise<T> {
    const timeoutMs = this.#slots[SLOT.timeout] ?? 0;
    if (timeoutMs > 0) this.#slots[SLOT.timeout] = Math.max(timeoutMs, leastMs);
    try {
      return await work();
    } finally {
      this.#slots[SLOT.timeout] = timeoutMs;
      this.#restart();
    }
  }

  /** Has the unit's time begin anew. Without effect where the parent has killed it already. */
  #restart(): void {
    const running = this.#number * 4 + PHASE.running;
    const next = (this.#number + 1) % MAX_NUMBER;
    if (Atomics.compareExchange(this.#slots, SLOT.state, running, next * 4 + PHASE.running) === running)
      this.#number = next;
  }

  /** Says how far the unit has come. */
  step(step: number): void {
    this.#slots[SLOT.step] = step;
  }

  /** Ends the unit. False where the parent was quicker: then its result must not be told, and the thread is doomed. */
  end(): boolean {
    const running = this.#number * 4 + PHASE.running;
    return Atomics.compareExchange(this.#slots, SLOT.state, running, this.#number * 4 + PHASE.done) === running;
  }

  /** Does something that the parent will answer, then blocks the thread until it has posted that answer. */
  waitForAnswer(ask: () => void): void {
    const seen = Atomics.load(this.#slots, SLOT.answers);
    ask();
    Atomics.wait(this.#slots, SLOT.answers, seen);
  }

  /** Whether the parent wants no further scenario begun. */
  isStopped(): boolean {
    return Atomics.load(this.#slots, SLOT.stop) !== 0;
  }
}

/** The parent's side: watches one worker's state word and kills what has run for too long. */
export class ParentMarks {
  readonly #slots: Int32Array;
  #seenState = 0;
  #seenSince = 0;

  constructor(shared: SharedArrayBuffer) {
    this.#slots = new Int32Array(shared);
  }

  /**
   * Called at short intervals with the time. Gives the unit that is over its deadline, claimed by one compare-and-swap so
   * that its late end cannot count; else undefined. A unit is timed from when it was first seen, so never too short.
   */
  claimOverdue(nowMs: number): Unit | undefined {
    const state = Atomics.load(this.#slots, SLOT.state);
    if (state !== this.#seenState) {
      this.#seenState = state;
      this.#seenSince = nowMs;
      return undefined;
    }
    if (state % 4 !== PHASE.running) return undefined;
    const unit = this.current();
    if (unit.timeoutMs === 0 || nowMs - this.#seenSince < unit.timeoutMs) return undefined;
    return this.#claim(state) ? unit : undefined;
  }

  /** Whether a unit runs at this moment. */
  isRunning(): boolean {
    return Atomics.load(this.#slots, SLOT.state) % 4 === PHASE.running;
  }

  /** The unit that began last. */
  current(): Unit {
    const slot = (index: number) => this.#slots[index] ?? 0;
    return {
      kind: KINDS[slot(SLOT.kind)] ?? 'load',
      item: slot(SLOT.item),
      from: slot(SLOT.from),
      to: slot(SLOT.to),
      attempt: slot(SLOT.attempt),
      timeoutMs: slot(SLOT.timeout),
      step: slot(SLOT.step),
    };
  }

  /** Wakes a worker that waits for an answer, which must have been posted. */
  wake(): void {
    Atomics.add(this.#slots, SLOT.answers, 1);
    Atomics.notify(this.#slots, SLOT.answers);
  }

  /** Asks the worker to begin no further scenario. */
  stop(): void {
    Atomics.store(this.#slots, SLOT.stop, 1);
  }

  #claim(state: number): boolean {
    return Atomics.compareExchange(this.#slots, SLOT.state, state, state - PHASE.running + PHASE.killed) === state;
  }
}
