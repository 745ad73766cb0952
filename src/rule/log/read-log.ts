import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { KnownError } from '../../model/known-error.js';
import { showSystemError } from '../../model/system-error.js';
import { type LoggedDecision, readLogLine } from './log-line.js';

/** Lines that are handed on together. */
const BATCH = 1000;

/**
 * The decisions of a log, in batches. `shown` names it in messages. A last line that was cut off, as after a crash, is left out.
 * Throws a KnownError with the line where one is no decision, or the file cannot be read.
 */
export async function* readLog(path: string, shown: string): AsyncGenerator<readonly LoggedDecision[]> {
  let batch: LoggedDecision[] = [];
  let line = 0;
  // A line is read when the next one shows that it is whole.
  let before: string | undefined;
  try {
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (before !== undefined && before !== '') batch.push(readLogLine(before, { file: shown, line }));
      before = text;
      line++;
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `the decision log cannot be read: ${why}`, { at: { file: shown } });
  }
  if (before !== undefined && before !== '' && !isCutOff(before))
    batch.push(readLogLine(before, { file: shown, line }));
  yield batch;
}

function isCutOff(text: string): boolean {
  return text.startsWith('{') && !text.endsWith('}');
}
