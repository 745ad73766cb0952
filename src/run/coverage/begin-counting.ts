import type { CoverageSettings } from '../../model/settings.js';
import type { WorldListeners } from '../../world/world.js';
import type { Forks } from '../forks.js';
import { CountLog } from './count-log.js';
import type { CountedUnit } from './counted-unit.js';
import { CountingSources } from './counting-sources.js';
import { UnitCounts } from './unit-counts.js';

/** A worker's side of coverage. */
export interface Counting extends Required<Pick<WorldListeners, 'findCounting' | 'ruleCounts'>> {
  readonly log: CountLog;
  /** Says that what scripts have counted since the last time is of this unit, or of none. */
  count(unit: CountedUnit | undefined): void;
}

/** Makes a VM that nothing has run in ready for scripts that count. */
export function beginCounting(forks: Forks, { files, byScenario }: CoverageSettings): Counting {
  const sources = new CountingSources(files);
  const counts = new UnitCounts(sources);
  const log = new CountLog(byScenario);
  forks.counts = counts;
  // Before any fork, or each would load it anew.
  void forks.call('load_part', ['counters']);
  return {
    log,
    findCounting: (file, source) => sources.find(file, source),
    ruleCounts: { open: (file, source) => (sources.find(file, source) === undefined ? undefined : counts.of(file)) },
    count(unit) {
      forks.harvest();
      const taken = counts.take();
      if (unit !== undefined) log.add(unit, taken);
    },
  };
}
