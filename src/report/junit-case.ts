import type { Attempt } from '../model/outcome.js';
import type { ScenarioResult } from '../model/run-event.js';
import { joinLines, showAttempt, showResult } from './failure-text.js';
import type { DialectRules } from './junit-dialect.js';
import { cleanText, shorten } from './plain-text.js';
import { rerunCommand } from './rerun-command.js';
import type { ShownLine } from './shown-line.js';
import type { XmlWriter } from './xml.js';

/** Output of one bad scenario that is written at most, in UTF-16 units. */
const MAX_OUTPUT_LENGTH = 16_000;

/** Where a testcase stands and what it is called; (classname, name) is unique in a file. */
export interface CaseName {
  readonly name: string;
  readonly classname: string;
}

/** A testcase's names, and the seed of the run it belongs to. */
export interface CaseParts extends CaseName {
  readonly seed: string;
}

/** Writes a result as a `<testcase>`: one a scenario, whatever its attempts. */
export function writeCase(xml: XmlWriter, result: ScenarioResult, parts: CaseParts, rules: DialectRules): void {
  const { scenario } = result;
  const attributes = {
    name: parts.name,
    classname: parts.classname,
    time: showSeconds(result.durationMs),
    file: scenario.file,
    line: scenario.line > 0 ? scenario.line : undefined,
  };
  xml.begin('testcase', attributes, rules.testcase);
  writeVerdict(xml, result, parts.seed);
  if (rules.hasReruns) writeReruns(xml, result);
  const output = rules.outputIn === 'testcase' ? showOutput(result) : '';
  if (output !== '') xml.add('system-out', {}, output);
  xml.end('testcase');
}

/** What a bad scenario printed, capped; empty for the others. */
export function showOutput(result: ScenarioResult): string {
  return isSpoiled(result) ? shorten(cleanText(result.output), MAX_OUTPUT_LENGTH) : '';
}

/** Milliseconds as seconds with three decimals. */
export function showSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

function writeVerdict(xml: XmlWriter, result: ScenarioResult, seed: string): void {
  if (isSpoiled(result)) {
    const { attributes, text } = describe(result, showResult(result, rerunCommand(result, seed)));
    xml.add(toVerdict(result), attributes, text);
  } else if (result.outcome === 'skipped' || result.outcome === 'todo') {
    const message = result.scenario.reason ?? (result.outcome === 'todo' ? 'to do' : 'skipped');
    xml.add('skipped', { message });
  }
}

/** Earlier attempts in the words of Maven Surefire: flaky where the scenario came good, reruns where it did not. */
function writeReruns(xml: XmlWriter, result: ScenarioResult): void {
  const prefix = isSpoiled(result) ? 'rerun' : 'flaky';
  for (const attempt of result.earlierAttempts.filter(isSpoiled)) {
    const { attributes, text } = describe(attempt, showAttempt(attempt, result.scenario));
    const name = `${prefix}${toVerdict(attempt) === 'error' ? 'Error' : 'Failure'}`;
    xml.begin(name, attributes);
    xml.add('stackTrace', {}, text);
    xml.end(name);
  }
}

/** `message` is the first line; the text repeats it, since some readers show only the text. */
function describe(attempt: Attempt, lines: readonly ShownLine[]): { attributes: Record<string, string>; text: string } {
  const type = toVerdict(attempt) === 'error' ? attempt.error?.cause : attempt.failures[0]?.check;
  const message = lines[0]?.text ?? attempt.outcome;
  return { attributes: { message, type: type ?? attempt.outcome }, text: joinLines(lines) };
}

function isSpoiled(attempt: Attempt): boolean {
  return toVerdict(attempt) !== 'good';
}

/** Whether an attempt is bad, and then the name of its element. */
function toVerdict({ outcome }: Attempt): 'failure' | 'error' | 'good' {
  if (outcome === 'failed' || outcome === 'empty') return 'failure';
  return outcome === 'errored' || outcome === 'timed-out' ? 'error' : 'good';
}
