import { isBad } from '../../model/outcome.js';
import type { RunRecord } from '../../model/run-record.js';
import { type RerunOptions, showFlags } from '../../report/rerun-command.js';
import { showCounts } from './outcome-words.js';
import type { Palette } from './palette.js';
import { showDuration } from './show-duration.js';
import { makeVisible } from './visible.js';

export interface SummarySettings {
  readonly palette: Palette;
  /** Paths of the reports that were written. */
  readonly reports: readonly string[];
  /** Files in which failing examples of properties were kept. */
  readonly examples?: readonly string[];
  /** What became of snapshots, as lines. */
  readonly snapshots?: readonly string[];
  /** What flags said that hold for the next run too. */
  readonly flags?: RerunFlags;
}

/** Flags by name, with what they said. */
export type RerunFlags = Pick<RerunOptions, 'config' | 'git' | 'workspace'>;

/** The last lines of a run. They end with the one command that runs what was bad again, where something was. */
export function showSummary(record: RunRecord, settings: SummarySettings): readonly string[] {
  const { palette, reports, examples = [], snapshots = [], flags = {} } = settings;
  const { results, files, started, finished } = record;
  const counts = showCounts(record.counts, palette).join(', ') || 'none ran';
  const time = finished === undefined ? 'unknown' : showDuration(finished.durationMs);
  const plannedCount = files.reduce((sum, file) => sum + file.selectedCount, 0);
  // A file that did not load has a result and was never counted.
  const total = Math.max(results.length, plannedCount);
  const plural = started.workerCount === 1 ? 'worker' : 'workers';
  return [
    '',
    `${palette.strong('Scenarios')}  ${counts} ${palette.dim(`of ${total} in ${countFiles(record)}`)}`,
    `${palette.strong('Time')}       ${time} ${palette.dim(`seed ${makeVisible(started.seed)}, ${started.workerCount} ${plural}`)}`,
    ...snapshots,
    ...showSchedules(record, palette),
    ...(reports.length > 0 ? [`${palette.strong('Reports')}    ${reports.map(makeVisible).join(', ')}`] : []),
    ...(examples.length > 0 ? [`${palette.strong('Examples')}   ${examples.map(makeVisible).join(', ')}`] : []),
    ...showStop(record, palette),
    ...showNothing(
      record,
      files.reduce((sum, file) => sum + file.scenarioCount, 0),
    ),
    ...(results.some((result) => isBad(result.outcome)) ? showRerun(started.seed, flags) : []),
  ];
}

/** How many orders of tasks were tried, where any scenario was run in several. */
function showSchedules({ results }: RunRecord, palette: Palette): readonly string[] {
  const tried = results.flatMap(({ schedule }) =>
    schedule === undefined || schedule.triedCount < 2 ? [] : [schedule],
  );
  if (tried.length === 0) return [];
  const count = tried.reduce((sum, { triedCount }) => sum + triedCount, 0);
  const whole = tried.filter(({ isAll }) => isAll).length;
  const scenarios = tried.length === 1 ? '1 scenario' : `${tried.length} scenarios`;
  const all = whole === 0 ? '' : whole === tried.length ? ', all there are' : `, all there are of ${whole}`;
  return [`${palette.strong('Schedules')}  ${count} ${palette.dim(`orders of the tasks of ${scenarios}${all}`)}`];
}

function countFiles({ results }: RunRecord): string {
  const count = new Set(results.map((result) => result.scenario.file)).size;
  return count === 1 ? '1 file' : `${count} files`;
}

function showStop({ finished }: RunRecord, palette: Palette): readonly string[] {
  if (finished?.stopped === 'interrupted') return [palette.warn('Interrupted: the rest did not run.')];
  if (finished?.stopped === 'bailed') return [palette.warn('Stopped by --bail: the rest did not run.')];
  return finished === undefined ? [palette.warn('The run was cut off: the rest did not run.')] : [];
}

function showNothing({ results, finished }: RunRecord, scenarioCount: number): readonly string[] {
  if (results.length > 0 || finished === undefined || finished.stopped !== undefined) return [];
  const all = scenarioCount === 1 ? '1 scenario' : `${scenarioCount} scenarios`;
  return ['', `The selection keeps none of ${all}.`, '  hint: `moonrig list` shows them all'];
}

function showRerun(seed: string, flags: RerunFlags): readonly string[] {
  const chosen = showFlags(flags, quote);
  return ['', 'Run the failures again:', `  npx moonrig run --last-failed --seed ${quote(seed)}${chosen}`];
}

/** As one word of a shell. */
function quote(word: string): string {
  return /^[\w./:@+-]+$/.test(word) ? word : `'${makeVisible(word).replaceAll("'", "'\\''")}'`;
}
