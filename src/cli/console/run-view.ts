import { isBad } from '../../model/outcome.js';
import type { RunEvent, ScenarioResult } from '../../model/run-event.js';
import { showScenarioName } from '../../model/scenario.js';
import type { TraceNote } from '../../model/trace-note.js';
import { type FileState, FileTally } from './file-tally.js';
import type { LineSink } from './line-sink.js';
import { showOutcome } from './outcome-words.js';
import type { Palette } from './palette.js';
import { showFile } from './show-file.js';
import { TraceView } from './trace-view.js';
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
  /** Whether what each scenario does is told. */
  readonly isTraced: boolean;
  /** Of the terminal; undefined where lines may be of any length. */
  readonly columns?: number;
}

/** Shows a run while it goes on. */
export interface RunView {
  /** Takes an event; warnings and failures are told at the end of the run, not here. */
  onEvent(event: RunEvent): void;
  /** Takes what a worker runs, and what a scenario did, as soon as it did it. */
  onTrace(note: TraceNote): void;
  /** Takes lines of text that a breakpoint in a scenario shows. */
  onText(text: string, scenarioId: string): void;
}

/** Makes the view of one run. */
export function createRunView({ fileCount, isTraced, ...settings }: RunViewSettings): RunView {
  const { sink, palette } = settings;
  const trace = new TraceView(settings);
  const tally = new FileTally();
  const progress = { files: 0, good: 0, bad: 0 };

  const print = (lines: readonly string[]) => {
    if (isTraced) trace.aside(lines);
    else for (const line of lines) sink.line(line);
  };
  const update = (file: string, done: FileState | undefined) => {
    if (done !== undefined) progress.files += 1;
    if (done !== undefined && done.resultCount > 0) print(showFile(done, palette));
    sink.status(() => {
      const counts = `${progress.good} good, ${progress.bad} bad`;
      return `${progress.files}/${fileCount} files, ${counts}  ${makeVisible(file)}`;
    });
  };
  const handlers: Handlers = {
    'file.loaded': (event) => update(event.file, tally.load(event)),
    'scenario.finished': ({ result }) => {
      progress[isBad(result.outcome) ? 'bad' : 'good'] += 1;
      if (isTraced) trace.end(result.scenario.id, showVerdict(result, palette));
      update(result.scenario.file, tally.add(result));
    },
    'run.finished': () => {
      trace.close();
      for (const state of tally.open()) print(showFile(state, palette));
    },
  };
  return {
    onEvent: (event) => tell(handlers, event),
    onTrace: (note) => trace.take(note),
    onText: (text, scenarioId) => trace.show(scenarioId, text.split('\n').map(makeVisible)),
  };
}

function showVerdict({ outcome, scenario }: ScenarioResult, palette: Palette): string {
  const { mark, word, paint } = showOutcome(outcome, palette);
  return `${paint(`${mark} ${word}`)}  ${palette.strong(makeVisible(showScenarioName(scenario)))}`;
}

function tell<Kind extends EventKind>(handlers: Handlers, event: EventOf<Kind>): void {
  handlers[event.kind]?.(event);
}
