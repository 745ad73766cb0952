import { isBad } from '../../model/outcome.js';
import type { RunEvent } from '../../model/run-event.js';
import { type FileState, FileTally } from './file-tally.js';
import type { LineSink } from './line-sink.js';
import type { Palette } from './palette.js';
import { showFile } from './show-file.js';
import { showJournal } from './show-journal.js';
import { makeVisible } from './visible.js';

type EventKind = RunEvent['kind'];
type EventOf<Kind extends EventKind = EventKind> = { [K in Kind]: Extract<RunEvent, { kind: K }> & { kind: K } }[Kind];

/** What is done at each kind of event; a kind without an entry is passed over. */
type Handlers = { readonly [Kind in EventKind]?: (event: EventOf<Kind>) => void };

export interface RunViewSettings {
  readonly sink: LineSink;
  readonly palette: Palette;
  /** How many files are planned. */
  readonly fileCount: number;
  /** Whether each scenario's journal is printed. */
  readonly isDebug: boolean;
}

/** Shows a run while it goes on: returns what takes its events. Warnings and failures are told at the end. */
export function createRunView({ sink, palette, fileCount, isDebug }: RunViewSettings): (event: RunEvent) => void {
  const tally = new FileTally();
  const progress = { files: 0, good: 0, bad: 0 };

  const print = (lines: readonly string[]) => {
    for (const line of lines) sink.line(line);
  };
  const update = (file: string, done: FileState | undefined) => {
    if (done !== undefined) progress.files += 1;
    if (done !== undefined && done.resultCount > 0) print(showFile(done, palette));
    const counts = `${progress.good} good, ${progress.bad} bad`;
    sink.status(`${progress.files}/${fileCount} files, ${counts}  ${makeVisible(file)}`);
  };
  const handlers: Handlers = {
    'file.loaded': (event) => update(event.file, tally.load(event)),
    'scenario.finished': ({ result }) => {
      progress[isBad(result.outcome) ? 'bad' : 'good'] += 1;
      if (isDebug) print(showJournal(result, palette));
      update(result.scenario.file, tally.add(result));
    },
    'run.finished': () => {
      for (const state of tally.open()) print(showFile(state, palette));
    },
  };
  return (event) => tell(handlers, event);
}

function tell<Kind extends EventKind>(handlers: Handlers, event: EventOf<Kind>): void {
  handlers[event.kind]?.(event);
}
