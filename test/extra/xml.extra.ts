import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../src/model/run-record.js';
import { toJunit } from '../../src/report/junit.js';
import { createEvents, createLargeRecord, createResult, createRichRecord } from '../report/rich-run.js';
import { findTool } from './tool.js';

const xmllint = findTool(['xmllint'], 'XMLLINT');
const everyCharacter = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');

const records = [
  ['a rich run', createRichRecord()],
  ['an empty run', foldEvents(createEvents([]))],
  ['a large run', createLargeRecord(2000)],
  [
    'a run whose texts hold every character',
    foldEvents(
      createEvents([
        createResult({
          file: `${everyCharacter}.lua`,
          path: [everyCharacter, '\ud800 \udfff \uffff'],
          outcome: 'failed',
          failures: [{ check: everyCharacter, message: everyCharacter, notes: [']]>', '\u001b[31m'] }],
          earlierAttempts: [{ outcome: 'errored', failures: [], durationMs: 1 }],
          output: everyCharacter,
        }),
      ]),
    ),
  ],
] as const;

describe.skipIf(xmllint === undefined)('xmllint', () => {
  const schemas = { common: undefined, jenkins: 'jenkins-xunit-junit-10.xsd', ant: 'windyroad-JUnit.xsd' } as const;
  for (const [name, record] of records) {
    it.each(['common', 'jenkins', 'ant'] as const)(`accepts ${name}: %s`, (dialect) => {
      expect(lint(toJunit(record, dialect), schemas[dialect])).toBe('');
    });
  }

  it('does find faults', () => {
    expect(lint('<testsuites><testsuite/></testsuites>', 'jenkins-xunit-junit-10.xsd')).toContain('required');
    expect(lint('<a>\u0001</a>', undefined)).toContain('invalid Char value 1');
  });
});

/** What xmllint has to say against a document; nothing where it is good. */
function lint(xml: string, schema: string | undefined): string {
  const path =
    schema === undefined ? [] : ['--schema', fileURLToPath(new URL(`../report/schema/${schema}`, import.meta.url))];
  const { status, stderr } = spawnSync(xmllint ?? '', ['--noout', '--nonet', ...path, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stderr;
}
