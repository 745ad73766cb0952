import type { Scenario } from '../model/scenario.js';
import type { Selection } from '../model/settings.js';
import { compileFilter } from './compile-filter.js';

/**
 * The scenarios that a selection keeps, in their order. All of its parts must agree.
 *
 * A line keeps the scenario whose definition is the nearest at or before it, with every row of a table defined there; a
 * line before the first definition keeps the first. The id of a file that did not load keeps all of that file, since
 * what it holds was not known then; that of a teardown keeps its block. Throws KnownError for a filter that is not a
 * regular expression.
 */
export function selectScenarios(scenarios: readonly Scenario[], selection: Selection): readonly Scenario[] {
  const tests = [
    ...(selection.filter === undefined ? [] : [compileFilter(selection.filter)]),
    ...(selection.tags === undefined ? [] : [createTagTest(selection.tags)]),
    ...(selection.lines === undefined ? [] : [createLineTest(scenarios, selection.lines)]),
    ...(selection.ids === undefined ? [] : [createIdTest(selection.ids)]),
  ];
  return tests.length === 0 ? scenarios : scenarios.filter((scenario) => tests.every((test) => test(scenario)));
}

function createTagTest(tags: readonly string[]): (scenario: Scenario) => boolean {
  const unwanted = tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1));
  const wanted = tags.filter((tag) => !tag.startsWith('!'));
  return ({ tags: own }) =>
    !unwanted.some((tag) => own.includes(tag)) && (wanted.length === 0 || wanted.some((tag) => own.includes(tag)));
}

function createLineTest(
  scenarios: readonly Scenario[],
  linesByFile: NonNullable<Selection['lines']>,
): (scenario: Scenario) => boolean {
  const kept = new Map(
    Object.entries(linesByFile).map(([file, lines]) => {
      const defined = scenarios.filter((scenario) => scenario.file === file).map((scenario) => scenario.line);
      return [file, new Set(lines.map((line) => findDefinition(defined, line)))];
    }),
  );
  return (scenario) => kept.get(scenario.file)?.has(scenario.line) ?? true;
}

/** The greatest line of definition that is not after `line`, else the least of all. */
function findDefinition(defined: readonly number[], line: number): number | undefined {
  let before: number | undefined;
  let first: number | undefined;
  for (const candidate of defined) {
    if (candidate <= line && candidate > (before ?? -1)) before = candidate;
    if (candidate < (first ?? Number.POSITIVE_INFINITY)) first = candidate;
  }
  return before ?? first;
}

function createIdTest(ids: readonly string[]): (scenario: Scenario) => boolean {
  const wanted = new Set(ids);
  const around = ({ file, path }: Scenario) => [
    `${file}::<load>`,
    `${file}::<teardown>`,
    ...path.slice(0, -1).map((block) => `${file}::<teardown> ${block}`),
  ];
  return (scenario) => wanted.has(scenario.id) || around(scenario).some((id) => wanted.has(id));
}
