import { isBad } from '../../model/outcome.js';
import type { ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import { showResult } from '../../report/failure-text.js';
import type { LineKind } from '../../report/shown-line.js';
import { showOutcome } from './outcome-words.js';
import type { Palette } from './palette.js';
import { makeVisible } from './visible.js';

/** How many bad results are shown whole; the rest are in the reports. */
const MOST_SHOWN = 50;

const COLORS: Readonly<Partial<Record<LineKind, keyof Palette>>> = {
  message: 'strong',
  at: 'dim',
  expected: 'good',
  actual: 'bad',
  'diff-removed': 'good',
  'diff-added': 'bad',
  context: 'dim',
  caret: 'warn',
  path: 'strong',
  differs: 'warn',
  excerpt: 'dim',
  'excerpt-caret': 'bad',
  frame: 'dim',
  entry: 'dim',
  rerun: 'dim',
  hint: 'warn',
};

/** The command that runs a scenario again, where it is to be shown. */
export type Rerun = (result: ScenarioResult) => string | undefined;

/** The bad results of a run in full. A failed setup is shown once, with the number of scenarios it kept from running. */
export function showFailures(results: readonly ScenarioResult[], palette: Palette, rerun: Rerun): readonly string[] {
  const bad = results.filter((result) => isBad(result.outcome));
  if (bad.length === 0) return [];
  const groups = groupBySetup(bad);
  const hidden = groups.slice(MOST_SHOWN).reduce((sum, group) => sum + group.length, 0);
  return [
    '',
    palette.strong('Failures'),
    ...groups.slice(0, MOST_SHOWN).flatMap((group) => showGroup(group, palette, rerun)),
    ...(hidden > 0 ? ['', `… and ${hidden} more; the reports hold them all`] : []),
  ];
}

function groupBySetup(bad: readonly ScenarioResult[]): readonly (readonly ScenarioResult[])[] {
  const groups = new Map<string, ScenarioResult[]>();
  for (const result of bad) {
    const { error, scenario } = result;
    const cause = error?.cause === 'setup' ? [scenario.file, error.at?.line, error.message] : [scenario.id];
    const key = JSON.stringify(cause);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return [...groups.values()];
}

function showGroup([first, ...others]: readonly ScenarioResult[], palette: Palette, rerun: Rerun): readonly string[] {
  if (first === undefined) return [];
  const { mark, word, paint } = showOutcome(first.outcome, palette);
  const { scenario } = first;
  const where = palette.dim(makeVisible(`${scenario.file}${scenario.line > 0 ? `:${scenario.line}` : ''}`));
  return [
    '',
    `${paint(`${mark} ${word}`)}  ${palette.strong(makeVisible(showScenarioName(scenario)))}  ${where}`,
    ...showBody(first, palette, rerun),
    ...showOutput(first, palette),
    ...(others.length > 0 ? [`    the same setup kept ${others.length} more from running`] : []),
  ];
}

/** Lines of a scenario's output that are shown; the reports hold more. */
const MOST_LINES = 20;

/** What the scenario printed, the last lines of it. */
function showOutput({ output }: ScenarioResult, palette: Palette): readonly string[] {
  if (output === '') return [];
  const lines = output.replace(/\n$/, '').split('\n');
  const hidden = Math.max(0, lines.length - MOST_LINES);
  const head = hidden === 0 ? '    output:' : `    output (the last ${MOST_LINES} of ${lines.length} lines):`;
  return [palette.dim(head), ...lines.slice(hidden).map((line) => `      ${makeVisible(line)}`)];
}

function showBody(result: ScenarioResult, palette: Palette, rerun: Rerun): readonly string[] {
  return showResult(result, rerun(result)).map(({ kind, text }) => {
    const color = COLORS[kind];
    const indent = kind === 'message' ? '    ' : '      ';
    return `${indent}${color === undefined ? text : palette[color](text)}`;
  });
}
