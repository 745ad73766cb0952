import type { Unit } from './deadline.js';
import { CHUNK, type Interruption, type WorkItem } from './worker-messages.js';

/** Files handed out at once, so that small files do not cost a message each. */
const MAX_BATCH = 16;

/** What a pool of workers works off. */
export interface Queue {
  readonly length: number;
  /** Takes items for one worker of so many. */
  take(workerCount: number): WorkItem[];
  /** Notes that an item's file is loaded. */
  loaded(item: WorkItem, selectedCount: number): void;
  /** Notes that a position's result has come. */
  done(item: number, position: number): void;
  /** Takes back what a dead worker had not finished; it died of a unit. */
  giveBack(items: readonly WorkItem[], unit: Unit, cause: Interruption['cause']): void;
  /** Takes back only what a stopped worker had finished and not told. */
  giveBackUntold(items: readonly WorkItem[], unit: Unit): void;
  /** Leaves out all that was not begun. */
  close(): void;
}

/** What is still to run, cut into items. It knows nothing of threads. */
export class WorkQueue implements Queue {
  #waiting: WorkItem[];
  /** Positions of an item whose results have come, by item id. */
  readonly #done = new Map<number, Set<number>>();
  /** Items whose file has been loaded, and how many scenarios were selected in it. */
  readonly #selected = new Map<number, number>();
  #nextId: number;
  #isClosed = false;

  constructor(files: readonly string[]) {
    this.#waiting = files.map((file, id) => ({ id, file, positions: 'first', interruptions: [] }));
    this.#nextId = files.length;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Takes items for one worker: fewer toward the end, and chunks of one file one by one. */
  take(workerCount: number): WorkItem[] {
    const [first] = this.#waiting;
    if (first === undefined) return [];
    const share = Math.ceil(this.#waiting.length / (workerCount * 4));
    const size = first.positions === 'first' ? Math.min(MAX_BATCH, share) : 1;
    const next = this.#waiting.findIndex((item, i) => i >= size || (item.positions !== 'first' && i > 0));
    return this.#waiting.splice(0, next === -1 ? size : next);
  }

  /** Notes that an item's file is loaded; queues the rest of a long file, next in line. */
  loaded(item: WorkItem, selectedCount: number): void {
    this.#selected.set(item.id, selectedCount);
    if (this.#isClosed) return;
    const rest: WorkItem[] = [];
    for (let from = CHUNK; from < selectedCount; from += CHUNK) {
      const positions = range(from, Math.min(from + CHUNK, selectedCount));
      rest.push({ id: this.#nextId++, file: item.file, positions, interruptions: [] });
    }
    this.#waiting.unshift(...rest);
  }

  /** Notes that a position's result has come. */
  done(item: number, position: number): void {
    const known = this.#done.get(item) ?? new Set();
    known.add(position);
    this.#done.set(item, known);
  }

  /**
   * Takes back what a dead worker had not finished. The unit it died of goes along as an interruption, to be told by the
   * next worker, which goes on with what is left.
   */
  giveBack(items: readonly WorkItem[], unit: Unit, cause: Interruption['cause']): void {
    const left = items.flatMap((item) => {
      const { kind, from, to, attempt, timeoutMs, step = 0 } = unit;
      const died: Interruption[] = item.id === unit.item ? [{ kind, from, to, attempt, timeoutMs, step, cause }] : [];
      return this.#remaining({ ...item, interruptions: [...item.interruptions, ...died] });
    });
    this.#waiting.unshift(...left);
  }

  /**
   * Takes back only what a stopped worker had finished and not told: all before the unit it was killed in. To run it again
   * is quick, since what is finished is told within milliseconds.
   */
  giveBackUntold(items: readonly WorkItem[], unit: Unit): void {
    const current = items.findIndex((item) => item.id === unit.item);
    const begun = items.slice(0, current + 1).flatMap((item) => this.#remaining(item));
    const untold = begun.flatMap((item) => {
      if (item.id !== unit.item) return [item];
      const end = unit.kind === 'load' ? 0 : unit.from;
      const all = item.positions === 'first' ? range(0, end) : item.positions;
      const positions = all.filter((position) => position < end);
      return positions.length === 0 ? [] : [{ ...item, positions }];
    });
    this.#waiting.push(...untold);
  }

  /** Leaves out all that was not begun, and what files still to be loaded may bring. */
  close(): void {
    this.#waiting = [];
    this.#isClosed = true;
  }

  #remaining(item: WorkItem): WorkItem[] {
    const selected = this.#selected.get(item.id);
    if (item.positions === 'first' && selected === undefined) return [item];
    const all = item.positions === 'first' ? range(0, Math.min(selected ?? 0, CHUNK)) : item.positions;
    const done = this.#done.get(item.id);
    const positions = all.filter((position) => done?.has(position) !== true);
    return positions.length === 0 ? [] : [{ ...item, positions }];
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
