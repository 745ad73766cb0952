import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import type { ScenarioResult } from '../../model/run-event.js';
import { compareText } from '../../model/run-record.js';
import type { InlineSnapshotUse } from '../../model/snapshot.js';
import { countInlineCalls, editInlineSnapshots } from '../../snapshot/inline-edit.js';
import { replaceFile } from './replace-file.js';
import type { SettleSettings } from './settle-entries.js';
import { attempt, countWritten } from './snapshot-report.js';

type Edit = InlineSnapshotUse & { readonly state: 'new' | 'changed' };

/** Puts the texts of inline snapshots into the sources that compare with them. */
export function settleInline(results: readonly ScenarioResult[], { root, mode, tally }: SettleSettings): void {
  if (mode === 'none') return;
  const calls = groupByCall(results);
  const files = new Map<string, Edit[]>();
  for (const uses of calls.values()) {
    const edit = uses.find(isEdit);
    if (edit === undefined) continue;
    if (uses.some(({ text }) => text !== edit.text)) {
      attempt(tally, edit.file, () => {
        tally.problems.push(refuseSeveral(edit, readFileSync(join(root, edit.file))));
      });
    } else {
      files.set(edit.file, [...(files.get(edit.file) ?? []), edit]);
    }
  }
  for (const [file, edits] of [...files].sort(([a], [b]) => compareText(a, b))) {
    attempt(tally, file, () => {
      const { source, problems } = editInlineSnapshots(readFileSync(join(root, file)), edits);
      const refused = new Set(problems.map(({ line }) => line));
      const done = edits.filter(({ line }) => !refused.has(line));
      for (const { line, message } of problems) tally.problems.push(refuse({ file, line }, message));
      if (done.length > 0) replaceFile(root, file, source);
      for (const { state } of done) countWritten(tally, state);
    });
  }
}

/** Uses by good scenarios, by the call they came from. */
function groupByCall(results: readonly ScenarioResult[]): ReadonlyMap<string, readonly InlineSnapshotUse[]> {
  const calls = new Map<string, InlineSnapshotUse[]>();
  for (const { outcome, inlineSnapshots = [] } of results) {
    if (outcome !== 'passed' && outcome !== 'flaky') continue;
    for (const use of inlineSnapshots) {
      const place = JSON.stringify([use.file, use.line, use.before]);
      const known = calls.get(place);
      if (known === undefined) calls.set(place, [use]);
      else known.push(use);
    }
  }
  return calls;
}

function isEdit(use: InlineSnapshotUse): use is Edit {
  return use.state !== 'kept';
}

/** Of a line on which different values came. */
function refuseSeveral(edit: Edit, source: Uint8Array): KnownError {
  if (countInlineCalls(source, edit.line) > 1)
    return refuse(edit, 'several calls with different values stand on one line', 'give each a line of its own');
  const hint = 'one call has one text; there, use assert.matches_snapshot';
  return refuse(edit, 'the call is reached several times with different values', hint);
}

function refuse({ file, line }: { file: string; line: number }, why: string, hint?: string): KnownError {
  const details = { at: { file, line }, ...(hint !== undefined && { hint }) };
  return new KnownError('bad-source', `the inline snapshot was not written: ${why}`, details);
}
