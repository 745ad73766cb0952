import type { ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import type { FileState } from './file-tally.js';
import { showCounts, showOutcome } from './outcome-words.js';
import type { Palette } from './palette.js';
import { showDuration } from './show-duration.js';
import { makeVisible } from './visible.js';

/** A file's line, and a line for each of its bad scenarios beneath it. */
export function showFile(state: FileState, palette: Palette): readonly string[] {
  const isCut = state.selectedCount === undefined || state.scenarioCount < state.selectedCount;
  const facts = [
    String(state.resultCount),
    ...showCounts(state.counts, palette, ['passed']),
    ...(isCut ? [palette.warn('cut short')] : []),
  ];
  const mark = state.bad.length > 0 ? palette.bad('✗') : isCut ? palette.warn('~') : palette.good('✓');
  const head = `${mark} ${makeVisible(state.file)} (${facts.join(', ')}) ${palette.dim(showDuration(state.durationMs))}`;
  return [head, ...state.bad.map((result) => showBad(result, palette))];
}

function showBad(result: ScenarioResult, palette: Palette): string {
  const { mark, word, paint } = showOutcome(result.outcome, palette);
  return `    ${paint(`${mark} ${word}`)}  ${makeVisible(showScenarioName(result.scenario))}`;
}
