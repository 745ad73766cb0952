import type { Address } from '../model/address.js';
import { compileGlob } from './glob.js';
import type { MockOrigin } from './mock.js';
import type { Workspace } from './workspace.js';

/** What a scripted fault does to a call that meets it. */
export type FaultEffect =
  /** Writing, deleting and moving fail. */
  | { readonly kind: 'read_only' }
  /** A file that lists still show is not there when it is named. */
  | { readonly kind: 'missing' }
  /** So many bytes more can be written; a write beyond them leaves what fits and fails. */
  | { readonly kind: 'disk_full'; readonly room: number }
  /** Reading gives the content before the last change. */
  | { readonly kind: 'stale' }
  /** Any call fails with this text. */
  | { readonly kind: 'fails'; readonly message: string };

/** Which calls a fault is for. */
export interface FaultMatch {
  /** A glob. */
  readonly path: string;
  /** Name of the agent; anyone where undefined. */
  readonly by?: string;
}

export interface WorkspaceFault {
  readonly match: FaultMatch;
  readonly matches: (path: string) => boolean;
  readonly origin: MockOrigin;
  readonly at?: Address;
  /** Undefined until the scenario has said it. */
  readonly effect?: FaultEffect;
  /** Most calls it spoils; unlimited where undefined. */
  readonly limit?: number;
  readonly isOptional: boolean;
  /** How many calls it has spoilt. */
  readonly used: number;
}

/** One call that touches a file, as faults see it. */
export interface FileAccess {
  /** `look` asks whether it is there; `remove` takes it from its place. */
  readonly kind: 'read' | 'look' | 'write' | 'remove';
  readonly path: string;
  /** Name of the agent that calls. */
  readonly by?: string;
  /** Bytes that are to be written. */
  readonly size?: number;
}

/** The faults that one world's scenario has scripted, oldest first. They are replaced, never changed. */
export class WorkspaceFaults {
  #faults: readonly WorkspaceFault[];

  constructor(faults: readonly WorkspaceFault[] = []) {
    this.#faults = faults;
  }

  fork(): WorkspaceFaults {
    return new WorkspaceFaults(this.#faults);
  }

  get all(): readonly WorkspaceFault[] {
    return this.#faults;
  }

  /** Adds a fault without an effect; gives its number. */
  add(match: FaultMatch, origin: MockOrigin, at?: Address): number {
    const fault = { match, matches: compileGlob(match.path), origin, isOptional: false, used: 0, ...(at && { at }) };
    this.#faults = [...this.#faults, fault];
    return this.#faults.length - 1;
  }

  update(id: number, change: Partial<Pick<WorkspaceFault, 'effect' | 'limit' | 'isOptional' | 'used'>>): void {
    this.#faults = this.#faults.map((fault, i) => (i === id ? { ...fault, ...change } : fault));
  }

  /** The newest fault that a call meets; it has then been used once more. */
  meet(access: FileAccess, workspace: Workspace): WorkspaceFault | undefined {
    for (let id = this.#faults.length - 1; id >= 0; id--) {
      const fault = this.#faults[id];
      if (fault === undefined || !isFor(fault, access)) continue;
      if (spoils(fault.effect, access, workspace)) {
        this.update(id, { used: fault.used + 1 });
        this.#fill(id, fault, access);
        return fault;
      }
      this.#fill(id, fault, access);
    }
    return undefined;
  }

  /** Takes what is written off the room that a full disk has left. */
  #fill(id: number, { effect }: WorkspaceFault, { kind, size = 0 }: FileAccess): void {
    if (effect?.kind !== 'disk_full' || kind !== 'write') return;
    this.update(id, { effect: { kind: 'disk_full', room: Math.max(0, effect.room - size) } });
  }

  /** Promised faults that were met as often as promised, and those that were not. */
  settle(): { readonly kept: readonly WorkspaceFault[]; readonly unkept: readonly WorkspaceFault[] } {
    const promises = this.#faults.filter(isPromise);
    const isKept = (fault: WorkspaceFault) => fault.used >= (fault.limit ?? 1);
    return { kept: promises.filter(isKept), unkept: promises.filter((fault) => !isKept(fault)) };
  }
}

/** As with mocks of the model: made in a scenario's body, or counted, it is a promise. */
function isPromise({ isOptional, origin, limit }: WorkspaceFault): boolean {
  return !isOptional && (origin === 'body' || limit !== undefined);
}

function isFor({ match, matches, used, limit }: WorkspaceFault, { path, by }: FileAccess): boolean {
  return used < (limit ?? Number.POSITIVE_INFINITY) && (match.by === undefined || match.by === by) && matches(path);
}

function spoils(effect: FaultEffect | undefined, { kind, path, size = 0 }: FileAccess, workspace: Workspace): boolean {
  switch (effect?.kind) {
    case undefined:
      return false;
    case 'fails':
      return true;
    case 'read_only':
      return kind === 'write' || kind === 'remove';
    case 'missing':
      return kind !== 'write' && workspace.stat(path) !== undefined;
    case 'disk_full':
      return kind === 'write' && size > effect.room;
    case 'stale':
      return kind === 'read' && workspace.readEarlier(path) !== undefined;
  }
}
