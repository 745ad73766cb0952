// Stand-in until the report house lands.
import { KnownError } from '../model/known-error.js';
import type { RunEvent } from '../model/run-event.js';

export function readEvents(text: string, file: string): RunEvent[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as RunEvent;
    } catch {
      throw new KnownError('bad-record', 'not JSON', { at: { file, line: index + 1 } });
    }
  });
}
