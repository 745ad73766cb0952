/** Something that is due at a moment. */
export interface Due {
  /** Virtual milliseconds since the world began. */
  readonly dueMs: number;
  /** Of what is due at the same moment, the lower comes first. No two have the same. */
  readonly order: number;
  /** Whether it was taken back; the queue forgets it when its turn comes. */
  isGone: boolean;
}

/** Such a heap is cleared of what was taken back when that is more than half of it, or it would pile up. */
const FEW_GONE = 64;

/** What is due, the earliest first: a binary heap. */
export class DueQueue<T extends Due> {
  #heap: T[] = [];
  #goneCount = 0;

  add(item: T): void {
    this.#heap.push(item);
    this.#lift(this.#heap.length - 1);
  }

  /** Takes one back that is in the queue. */
  remove(item: T): void {
    item.isGone = true;
    this.#goneCount += 1;
    if (this.#goneCount > FEW_GONE && this.#goneCount * 2 > this.#heap.length) this.#rebuild();
  }

  /** When the earliest is due; Infinity where there is none. */
  get nextMs(): number {
    while (this.#heap[0]?.isGone === true) {
      this.#takeFirst();
      this.#goneCount -= 1;
    }
    return this.#heap[0]?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the earliest out, where it is due by then. */
  takeDue(nowMs: number): T | undefined {
    return this.nextMs > nowMs ? undefined : this.#takeFirst();
  }

  /** All that is due, in its order. */
  list(): T[] {
    return this.#heap.filter(({ isGone }) => !isGone).sort((a, b) => (comesBefore(a, b) ? -1 : 1));
  }

  #rebuild(): void {
    // A sorted list is a heap.
    this.#heap = this.list();
    this.#goneCount = 0;
  }

  #takeFirst(): T | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #lift(from: number): void {
    for (let place = from; place > 0; ) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) return;
      this.#swap(place, above);
      place = above;
    }
  }

  #sink(): void {
    for (let place = 0; ; ) {
      const left = place * 2 + 1;
      const least = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(least, place)) return;
      this.#swap(least, place);
      place = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    return a !== undefined && b !== undefined && comesBefore(a, b);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}

function comesBefore(a: Due, b: Due): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
