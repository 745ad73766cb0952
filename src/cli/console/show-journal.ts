import type { Entry } from '../../model/entry.js';
import type { ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import { showOutcome } from './outcome-words.js';
import type { Palette } from './palette.js';
import { makeVisible } from './visible.js';

/** For `--debug`: all that a scenario did, one line a fact, under its name. */
export function showJournal(result: ScenarioResult, palette: Palette): readonly string[] {
  const { mark, paint } = showOutcome(result.outcome, palette);
  const missing = result.entryCount - result.journal.length;
  return [
    `${paint(mark)} ${palette.strong(makeVisible(showScenarioName(result.scenario)))}`,
    ...result.journal.map((entry) => showEntry(entry, palette)),
    ...(missing > 0 ? [palette.dim(`    … ${missing} more`)] : []),
  ];
}

function showEntry(entry: Entry, palette: Palette): string {
  const at = entry.file === undefined ? '' : `  ${entry.file}${entry.line === undefined ? '' : `:${entry.line}`}`;
  const when = `${entry.at} ms`.padStart(10);
  return `${palette.dim(when)}  ${entry.kind.padEnd(12)}  ${makeVisible(entry.text)}${palette.dim(makeVisible(at))}`;
}
