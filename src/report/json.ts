import { encodeResult } from '../model/event-line.js';
import type { RunRecord } from '../model/run-record.js';

/** The record as JSON: one event, result or warning a line, so that two of them can be compared by line. */
export function toJson(record: RunRecord): string {
  const parts = [
    `"started": ${JSON.stringify(record.started)}`,
    ...(record.finished === undefined ? [] : [`"finished": ${JSON.stringify(record.finished)}`]),
    `"counts": ${JSON.stringify(record.counts)}`,
    ...(record.coverage === undefined ? [] : [`"coverage": ${writeList(record.coverage)}`]),
    `"files": ${writeList(record.files)}`,
    `"warnings": ${writeList(record.warnings)}`,
    `"results": ${writeList(record.results.map(encodeResult))}`,
  ];
  return `{\n  ${parts.join(',\n  ')}\n}\n`;
}

function writeList(items: readonly unknown[]): string {
  if (items.length === 0) return '[]';
  return `[\n    ${items.map((item) => JSON.stringify(item)).join(',\n    ')}\n  ]`;
}
