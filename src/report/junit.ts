import type { ScenarioResult } from '../model/run-event.js';
import { countOutcomes, type OutcomeCounts, type RunRecord } from '../model/run-record.js';
import { showScenarioName } from '../model/scenario.js';
import { type CaseName, pick, showOutput, showSeconds, writeCase } from './junit-case.js';
import { type DialectRules, dialects, type JunitDialect } from './junit-dialect.js';
import { cleanText, shorten } from './plain-text.js';
import { writeXml, type XmlElement } from './xml.js';

/** Longer names are cut: readers keep them in database columns. */
const MAX_NAME_LENGTH = 500;

/** The record as JUnit XML: a flat `<testsuite>` per scenario file, a `<testcase>` per scenario. */
export function toJunit(record: RunRecord, dialect: JunitDialect): string {
  const rules = dialects[dialect];
  const name = createNamer();
  const suites = [...groupByFile(record.results)].map(([file, results], id) =>
    writeSuite({ record, file, results, id }, rules, name),
  );
  const durationMs = record.finished?.durationMs ?? sumDurations(record.results);
  const attributes = { name: record.started.project || 'moonrig', ...writeTotals(record.counts, durationMs) };
  return writeXml({ name: 'testsuites', attributes: pick(attributes, rules.root), content: suites });
}

interface Suite {
  readonly record: RunRecord;
  readonly file: string;
  readonly results: readonly ScenarioResult[];
  /** From 0. */
  readonly id: number;
}

function writeSuite(suite: Suite, rules: DialectRules, name: Namer): XmlElement {
  const { record, file, results, id } = suite;
  const timestamp = showStart(record.started.startedAt, results);
  const attributes: XmlElement['attributes'] = {
    ...writeTotals(countOutcomes(results), sumDurations(results)),
    id,
    package: toClassname(file),
    name: file,
    timestamp: rules.hasZone ? timestamp : timestamp.slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    hostname: record.started.hostname.trim() || 'localhost',
    file,
  };
  const cases = results.map((result) => writeCase(result, name(result), rules));
  const output = rules.outputIn === 'suite' ? writeSuiteOutput(results) : [];
  const content = [writeProperties(record), ...cases, ...output];
  return { name: 'testsuite', attributes: pick(attributes, rules.suite), content };
}

function writeTotals(counts: OutcomeCounts, durationMs: number): Record<string, string | number> {
  return {
    tests: Object.values(counts).reduce((sum, count) => sum + count, 0),
    failures: counts.failed + counts.empty,
    errors: counts.errored + counts['timed-out'],
    skipped: counts.skipped + counts.todo,
    time: showSeconds(durationMs),
  };
}

function writeProperties({ started, finished }: RunRecord): XmlElement {
  const properties: [string, string][] = [
    ['moonrig.version', started.moonrigVersion],
    ['moonrig.seed', started.seed],
    ['node.version', started.nodeVersion],
  ];
  if (finished === undefined) properties.push(['moonrig.stopped', 'broken off']);
  else if (finished.stopped !== undefined) properties.push(['moonrig.stopped', finished.stopped]);
  const content = properties.map(([name, value]) => ({ name: 'property', attributes: { name, value }, content: '' }));
  return { name: 'properties', attributes: {}, content };
}

function writeSuiteOutput(results: readonly ScenarioResult[]): XmlElement[] {
  const outputs = results.map((result) => {
    const output = showOutput(result);
    return output === '' ? '' : `${showScenarioName(result.scenario)}\n${output}\n`;
  });
  return [
    { name: 'system-out', attributes: {}, content: outputs.join('') },
    { name: 'system-err', attributes: {}, content: '' },
  ];
}

type Namer = (result: ScenarioResult) => CaseName;

/** Names that are unique within the file: readers drop or merge a pair that comes twice. */
function createNamer(): Namer {
  const taken = new Set<string>();
  const lastCounts = new Map<string, number>();
  return ({ scenario }) => {
    const classname = toClassname(scenario.file);
    const shown = shorten(cleanText(showScenarioName(scenario)), MAX_NAME_LENGTH);
    const base = shown.trim() === '' ? '(no name)' : shown;
    const key = `${classname}\n${base}`;
    let count = lastCounts.get(key) ?? 1;
    let name = base;
    while (taken.has(`${classname}\n${name}`)) {
      count += 1;
      name = `${base} #${count}`;
    }
    lastCounts.set(key, count);
    taken.add(`${classname}\n${name}`);
    return { name, classname };
  };
}

/** `scenarios/rules/epic.scenario.lua` as `scenarios.rules.epic`. */
function toClassname(file: string): string {
  const parts = file.replace(/(\.scenario)?\.lua$/, '').split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('.') || 'scenarios';
}

/** When the first of the results began, in ISO 8601 UTC. */
function showStart(startedAt: string, results: readonly ScenarioResult[]): string {
  const beganMs = results.reduce((first, { startedMs }) => Math.min(first, startedMs), Number.POSITIVE_INFINITY);
  const moment = new Date(Date.parse(startedAt) + (Number.isFinite(beganMs) ? beganMs : 0));
  return Number.isNaN(moment.getTime()) ? startedAt : moment.toISOString();
}

function sumDurations(results: readonly ScenarioResult[]): number {
  return results.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function groupByFile(results: readonly ScenarioResult[]): Map<string, ScenarioResult[]> {
  const groups = new Map<string, ScenarioResult[]>();
  for (const result of results) {
    const group = groups.get(result.scenario.file);
    if (group === undefined) groups.set(result.scenario.file, [result]);
    else group.push(result);
  }
  return groups;
}
