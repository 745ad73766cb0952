/** Something that waits for a moment of virtual time. */
interface Sleeper {
  readonly dueMs: number;
}

/** What waits for moments of virtual time. */
export class Sleepers<T extends Sleeper> {
  #waiting: T[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(sleeper: T): void {
    this.#waiting.push(sleeper);
  }

  /** The one whose moment comes first; of several, the one that was added first. */
  take(): T | undefined {
    const first = this.#waiting.reduce<T | undefined>(
      (best, each) => (best === undefined || each.dueMs < best.dueMs ? each : best),
      undefined,
    );
    this.#waiting = this.#waiting.filter((each) => each !== first);
    return first;
  }

  /** Calls off those that are meant. */
  drop(isMeant: (sleeper: T) => boolean): void {
    this.#waiting = this.#waiting.filter((each) => !isMeant(each));
  }

  clear(): void {
    this.#waiting = [];
  }
}
