import type { ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import type { Palette } from './palette.js';
import { showDuration } from './show-duration.js';
import { makeVisible } from './visible.js';

/** Below this nobody waits. */
const SLOW_MS = 50;
const MOST_SHOWN = 5;

/** The slowest scenarios, slowest first; none where all were quick. */
export function showSlowest(results: readonly ScenarioResult[], palette: Palette): readonly string[] {
  const slow = results
    .filter((result) => result.durationMs >= SLOW_MS)
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, MOST_SHOWN);
  if (slow.length === 0) return [];
  const lines = slow.map(({ durationMs, scenario }) => {
    const name = makeVisible(showScenarioName(scenario));
    return `${showDuration(durationMs).padStart(12)}  ${name}  ${palette.dim(makeVisible(scenario.file))}`;
  });
  return ['', palette.strong('Slowest'), ...lines];
}
