import { KnownError } from '../model/known-error.js';
import { type Scenario, showScenarioName } from '../model/scenario.js';

const REGEX = /^\/(?<source>.+)\/(?<flags>[a-z]*)$/su;

/**
 * Turns the text of `--filter` into a test. Plain text is looked for in the scenario's name and in its file's path, in
 * any case of letters; the names of a path may be joined by ` › `, ` > ` or a space. `/a regular expression/`, with the
 * flags i, m, s, u or v, is tried on the name as shown, on the names joined by spaces, and on the path.
 * Throws KnownError for an expression that does not compile.
 */
export function compileFilter(filter: string): (scenario: Scenario) => boolean {
  const groups = REGEX.exec(filter)?.groups;
  if (groups?.source === undefined) return createTextTest(filter);
  const expression = compile(filter, groups.source, groups.flags ?? '');
  return (scenario) =>
    [showScenarioName(scenario), scenario.path.join(' '), scenario.file].some((subject) => expression.test(subject));
}

/**
 * The text of `--filter` as one expression, for things that have a name and no path. Throws KnownError for an expression that
 * does not compile.
 */
export function compilePattern(filter: string): RegExp {
  const groups = REGEX.exec(filter)?.groups;
  if (groups?.source !== undefined) return compile(filter, groups.source, groups.flags ?? '');
  return new RegExp(filter.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
}

function createTextTest(filter: string): (scenario: Scenario) => boolean {
  const wanted = flatten(filter);
  return (scenario) => flatten(showScenarioName(scenario)).includes(wanted) || flatten(scenario.file).includes(wanted);
}

function flatten(text: string): string {
  return text.toLowerCase().replaceAll(/\s+[›>]\s+/g, ' ');
}

function compile(filter: string, source: string, flags: string): RegExp {
  if (/[^imsuv]/.test(flags)) {
    throw new KnownError(
      'bad-command-line',
      `--filter ${filter}: a regular expression takes the flags i, m, s, u and v`,
    );
  }
  try {
    return new RegExp(source, flags);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    throw new KnownError('bad-command-line', `--filter ${filter} is not a regular expression: ${why}`, {
      hint: 'without the slashes it is looked for as plain text',
    });
  }
}
