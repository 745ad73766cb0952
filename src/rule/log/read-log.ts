import { createReadStream } from 'node:fs';
import { KnownError } from '../../model/known-error.js';
import { showSystemError } from '../../model/system-error.js';
import { type LoggedDecision, readLogLine } from './log-line.js';

/** So much is read at once, and handed on together. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The decisions of a log, in batches. `shown` names it in messages. A last line that was cut off, as after a crash, is left out.
 * Throws a KnownError with the line where one is no decision, or the file cannot be read.
 */
export async function* readLog(path: string, shown: string): AsyncGenerator<readonly LoggedDecision[]> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
  let rest = '';
  let line = 0;
  const read = (text: string): LoggedDecision | undefined => {
    line++;
    return text === '' || text === '\r' ? undefined : readLogLine(text, { file: shown, line });
  };
  try {
    // With an encoding the chunks are texts.
    for await (const chunk of stream as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield lines.flatMap((text) => read(text) ?? []);
    }
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('not-found', `the decision log cannot be read: ${why}`, { at: { file: shown } });
  }
  const last = isCutOff(rest) ? undefined : read(rest);
  yield last === undefined ? [] : [last];
}

function isCutOff(text: string): boolean {
  return text.startsWith('{') && !text.trimEnd().endsWith('}');
}
