import type { Value } from '../model/value.js';
import { type CallResult, Vm, type VmSnapshot } from '../vm/vm.js';
import type { VmImage } from '../vm/vm-image.js';
import { createHost } from '../world/host.js';
import type { World } from '../world/world.js';
import type { UnitCounts } from './coverage/unit-counts.js';
import type { VmParts } from './vm-parts.js';

/** VM and world at one moment; every run from it finds both as they were. */
export interface ForkPoint {
  readonly vm: VmSnapshot;
  readonly world: World;
}

/** The VM of a worker together with the world of the moment. They are snapshot and forked only together. */
export class Forks {
  readonly #vm: Vm;
  #world: World | undefined;
  /** Where what scripts count is added up; without it nothing counts. */
  counts: UnitCounts | undefined;

  /** `vm` must dispatch to a host that asks this object for the current world. */
  constructor(createVm: (currentWorld: () => World) => Vm) {
    this.#vm = createVm(() => this.world);
  }

  get world(): World {
    if (this.#world === undefined) throw new Error('no world is open');
    return this.#world;
  }

  get memoryBytes(): number {
    return this.#vm.memoryBytes;
  }

  /** The state of right now. No call may be under way. */
  take(): ForkPoint {
    this.harvest();
    return { vm: this.#vm.snapshot(), world: this.world.fork() };
  }

  /** A snapshot of the VM alone, before any world is there. */
  takeVm(): VmSnapshot {
    return this.#vm.snapshot();
  }

  /** What other workers' VMs can begin with. */
  takeImage(): VmImage {
    return this.#vm.takeImage();
  }

  /** Goes on from a point, as if nothing had happened since. */
  goTo(point: ForkPoint): void {
    this.harvest();
    this.#vm.restore(point.vm);
    this.#world = point.world.fork();
  }

  /** Adds up what scripts have counted since the last time: the VM will not know of it any more. */
  harvest(): void {
    if (this.counts === undefined) return;
    this.#world?.rules?.takeCounts();
    for (const { file, table } of this.#world?.counted ?? []) this.#vm.takeCounts(table, this.counts.of(file));
  }

  /** Forgets a point that nothing will go on from again. */
  release(point: ForkPoint): void {
    this.#vm.release(point.vm);
  }

  /** When the call ends, so does what agents may still be doing. */
  call(name: string, args: readonly Value[]): CallResult | Promise<CallResult> {
    const world = this.#world;
    const end = (result: CallResult) => {
      world?.agents.close();
      return result;
    };
    const called = this.#vm.call(name, args);
    return called instanceof Promise ? called.then(end) : end(called);
  }
}

/** A VM with the prelude and all bindings, and no world yet. */
export function openForks({ compiled, memoryBytes, prelude }: VmParts): Forks {
  return new Forks((currentWorld) => {
    const { dispatch, preludeSettings } = createHost(currentWorld);
    return new Vm({ compiled, memoryBytes, prelude, dispatch, settings: preludeSettings });
  });
}
