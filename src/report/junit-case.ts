import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { joinLines, showAttempt } from './failure-text.js';
import type { DialectRules } from './junit-dialect.js';
import { cleanText, shorten } from './plain-text.js';
import type { XmlElement } from './xml.js';

/** Output of one bad scenario that is written at most, in UTF-16 units. */
const MAX_OUTPUT_LENGTH = 16_000;

/** Where a testcase stands and what it is called; (classname, name) is unique in a file. */
export interface CaseName {
  readonly name: string;
  readonly classname: string;
}

/** A result as a `<testcase>`: one a scenario, whatever its attempts. */
export function writeCase(result: ScenarioResult, names: CaseName, rules: DialectRules): XmlElement {
  const { scenario } = result;
  const attributes: XmlElement['attributes'] = {
    ...names,
    time: showSeconds(result.durationMs),
    file: scenario.file,
    line: scenario.line > 0 ? scenario.line : undefined,
  };
  const reruns = rules.hasReruns ? writeReruns(result) : [];
  const output = rules.outputIn === 'testcase' ? writeOutput(result) : [];
  const content = [...writeVerdict(result), ...reruns, ...output];
  return { name: 'testcase', attributes: pick(attributes, rules.testcase), content };
}

/** What a bad scenario printed, capped; empty for the others. */
export function showOutput(result: ScenarioResult): string {
  return isSpoiled(result) ? shorten(cleanText(result.output), MAX_OUTPUT_LENGTH) : '';
}

/** Milliseconds as seconds with three decimals. */
export function showSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

/** The attributes a dialect knows, in its order. */
export function pick(attributes: XmlElement['attributes'], names: readonly string[]): XmlElement['attributes'] {
  const picked: Record<string, string | number | undefined> = {};
  for (const name of names) picked[name] = attributes[name];
  return picked;
}

function writeVerdict(result: ScenarioResult): XmlElement[] {
  if (isSpoiled(result)) {
    const name = toVerdict(result) === 'error' ? 'error' : 'failure';
    return [{ name, ...describe(result, result) }];
  }
  if (result.outcome !== 'skipped' && result.outcome !== 'todo') return [];
  const message = result.scenario.reason ?? (result.outcome === 'todo' ? 'to do' : 'skipped');
  return [{ name: 'skipped', attributes: { message }, content: '' }];
}

/** Earlier attempts in the words of Maven Surefire: flaky where the scenario came good, reruns where it did not. */
function writeReruns(result: ScenarioResult): XmlElement[] {
  const prefix = isSpoiled(result) ? 'rerun' : 'flaky';
  return result.earlierAttempts.filter(isSpoiled).map((attempt) => {
    const { attributes, content } = describe(attempt, result);
    const suffix = toVerdict(attempt) === 'error' ? 'Error' : 'Failure';
    return { name: `${prefix}${suffix}`, attributes, content: [{ name: 'stackTrace', attributes: {}, content }] };
  });
}

/** `message` is the first line; the text repeats it, since some readers show only the text. */
function describe(
  attempt: Attempt,
  { scenario }: ScenarioResult,
): { attributes: Record<string, string>; content: string } {
  const lines = showAttempt(attempt, scenario);
  const type = toVerdict(attempt) === 'error' ? attempt.error?.cause : attempt.failures[0]?.check;
  const message = lines[0]?.text ?? attempt.outcome;
  return { attributes: { message, type: type ?? attempt.outcome }, content: joinLines(lines) };
}

function writeOutput(result: ScenarioResult): XmlElement[] {
  const output = showOutput(result);
  return output === '' ? [] : [{ name: 'system-out', attributes: {}, content: output }];
}

function isSpoiled(attempt: Attempt): boolean {
  return toVerdict(attempt) !== 'good';
}

function toVerdict({ outcome }: Attempt): 'failure' | 'error' | 'good' {
  if (outcome === 'failed' || outcome === 'empty') return 'failure';
  return outcome === 'errored' || outcome === 'timed-out' ? 'error' : 'good';
}
