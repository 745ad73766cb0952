import type { ScenarioResult } from '../model/run-event.js';
import { countOutcomes, type OutcomeCounts, type RunRecord } from '../model/run-record.js';
import { showScenarioName } from '../model/scenario.js';
import { type CaseName, showOutput, showSeconds, writeCase } from './junit-case.js';
import { type DialectRules, dialects, type JunitDialect } from './junit-dialect.js';
import { cleanText, shorten } from './plain-text.js';
import { XmlWriter } from './xml.js';

/** Longer names are cut: readers keep them in database columns. */
const MAX_NAME_LENGTH = 500;

/** The record as JUnit XML: a flat `<testsuite>` per scenario file, a `<testcase>` per scenario. */
export function toJunit(record: RunRecord, dialect: JunitDialect): string {
  const rules = dialects[dialect];
  const durationMs = record.finished?.durationMs ?? sumDurations(record.results);
  const attributes = { name: record.started.project || 'moonrig', ...writeTotals(record.counts, durationMs) };
  const xml = new XmlWriter();
  const name = createNamer();
  xml.begin('testsuites', attributes, rules.root);
  let id = 0;
  for (const [file, results] of groupByFile(record.results))
    writeSuite(xml, { record, file, results, id: id++ }, rules, name);
  xml.end('testsuites');
  return xml.toString();
}

interface Suite {
  readonly record: RunRecord;
  readonly file: string;
  readonly results: readonly ScenarioResult[];
  /** From 0. */
  readonly id: number;
}

function writeSuite(xml: XmlWriter, suite: Suite, rules: DialectRules, name: Namer): void {
  const { record, file, results, id } = suite;
  const classname = toClassname(file);
  const timestamp = showStart(record.started.startedAt, results);
  const attributes = {
    ...writeTotals(countOutcomes(results), sumDurations(results)),
    id,
    package: classname,
    name: file,
    timestamp: rules.hasZone ? timestamp : timestamp.slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    hostname: record.started.hostname.trim() || 'localhost',
    file,
  };
  xml.begin('testsuite', attributes, rules.suite);
  writeProperties(xml, record);
  const { seed } = record.started;
  for (const result of results) writeCase(xml, result, { ...name(classname, result), seed }, rules);
  if (rules.outputIn === 'suite') writeSuiteOutput(xml, results);
  xml.end('testsuite');
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

function writeProperties(xml: XmlWriter, { started, finished }: RunRecord): void {
  xml.begin('properties', {});
  xml.add('property', { name: 'moonrig.version', value: started.moonrigVersion });
  xml.add('property', { name: 'moonrig.seed', value: started.seed });
  xml.add('property', { name: 'node.version', value: started.nodeVersion });
  const stopped = finished === undefined ? 'broken off' : finished.stopped;
  if (stopped !== undefined) xml.add('property', { name: 'moonrig.stopped', value: stopped });
  xml.end('properties');
}

function writeSuiteOutput(xml: XmlWriter, results: readonly ScenarioResult[]): void {
  const outputs = results.map((result) => {
    const output = showOutput(result);
    return output === '' ? '' : `${showScenarioName(result.scenario)}\n${output}\n`;
  });
  xml.add('system-out', {}, outputs.join(''));
  xml.add('system-err', {});
}

type Namer = (classname: string, result: ScenarioResult) => CaseName;

/** Names that are unique within the document: readers drop or merge a pair that comes twice. */
function createNamer(): Namer {
  /** Of each class the names that are taken, and the number of the last that asked for it. */
  const classes = new Map<string, Map<string, number>>();
  return (classname, { scenario }) => {
    const shown = shorten(cleanText(showScenarioName(scenario)), MAX_NAME_LENGTH);
    const base = shown.trim() === '' ? '(no name)' : shown;
    const taken = classes.get(classname) ?? new Map<string, number>();
    classes.set(classname, taken);
    let count = taken.get(base) ?? 0;
    let name = base;
    do {
      count += 1;
      if (count > 1) name = `${base} #${count}`;
    } while (taken.has(name));
    taken.set(name, 1);
    taken.set(base, count);
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
