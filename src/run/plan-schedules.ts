import type { Scenario } from '../model/scenario.js';
import type { RunSettings, Selection } from '../model/settings.js';
import type { SchedulesToTry } from './try-schedules.js';

/** In which orders a scenario is to be run, should its tasks have several. */
export function planSchedules(
  scenario: Scenario,
  settings: RunSettings,
  selection: Selection,
): Pick<SchedulesToTry, 'first' | 'count'> {
  if (settings.schedule !== undefined) return { first: settings.schedule, count: 1 };
  const first = selection.schedules?.[scenario.id] ?? 0;
  return { first, count: Math.max(scenario.schedules ?? 1, settings.schedules) };
}
