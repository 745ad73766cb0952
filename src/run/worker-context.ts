import type { RunSettings, Selection } from '../model/settings.js';
import type { CountedUnit } from './coverage/counted-unit.js';
import type { WorkerMarks } from './deadline.js';
import type { Forks } from './forks.js';
import type { Stamp } from './plain-results.js';

/** What the parts of a worker share. */
export interface WorkerContext {
  readonly forks: Forks;
  readonly settings: RunSettings;
  readonly selection: Selection;
  readonly marks: WorkerMarks;
  /** This worker, now. */
  stamp(): Stamp;
  /** Ends the unit begun last. Where the parent has killed it, this never returns: the thread waits for its end. */
  end(): Promise<void>;
  /** Says that what scripts have counted since the last time is of this unit, or of none. */
  count(unit: CountedUnit | undefined): void;
  /** Says whose entries the journal's next ones are, and whether a result will tell of its end. */
  nameRunning(id: string, hasVerdict: boolean): void;
}
