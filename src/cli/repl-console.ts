import type { Entry } from '../model/entry.js';
import type { Evaluated, Evaluation } from '../model/question.js';
import { joinLines, showFailure } from '../report/failure-text.js';
import { toProjectPath } from '../scenario/project-path.js';
import { EntryDepths } from './console/entry-depths.js';
import type { Palette } from './console/palette.js';
import { showEntry } from './console/show-entry.js';
import { makeVisible } from './console/visible.js';
import type { Io, LineReader } from './io.js';

const PROMPT = 'lua> ';
/** Two colons begin a label of Lua. */
const COMMAND = /^\s*:(?!:)/;
const MORE = '  .. ';

/** The newest entries of the journal that are kept to be shown. */
const MAX_ENTRIES = 1000;

const HELP = `An expression is evaluated and shown; anything else is run. A chunk may go over
several lines. Globals stay, locals live for one chunk. What a scenario file can
call is here too: \`moonrig help bindings\` lists it.
  :load file   run a Lua file of the project here
  :journal     what the world has noted so far
  :help        this list
  :quit        end; Ctrl-D does the same
Ctrl-C stops what runs, or drops what is typed.`;

/** Where a check stands that was typed alone on a line. */
const NOWHERE = { file: 'repl', line: 1 };

type Evaluate = (evaluation: Evaluation) => Promise<Evaluated>;

/** The reading and printing side of `moonrig repl`. */
export class ReplConsole {
  readonly #io: Io;
  readonly #palette: Palette;
  readonly #entries: Entry[] = [];
  /** Whether something that was read could not be done, or a check said no. */
  hasFailed = false;

  constructor(io: Io, palette: Palette) {
    this.#io = io;
    this.#palette = palette;
  }

  /** Prints lines of any text. */
  print(text: string): void {
    for (const line of text.split('\n')) this.#io.stdout.write(`${line.split('\t').map(makeVisible).join('\t')}\n`);
  }

  /** Takes a fact of the world's journal; what `print` printed is shown at once. */
  note(entry: Entry): void {
    if (entry.kind === 'print') this.print(entry.text);
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
  }

  /** Reads, has evaluated, and prints, until the lines end or `:quit`. */
  async converse(reader: LineReader, evaluate: Evaluate): Promise<void> {
    let source = '';
    for (;;) {
      const line = await reader.read(source === '' ? PROMPT : MORE);
      if (line.kind === 'end') break;
      if (line.kind === 'interrupted') source = '';
      else if (source === '' && COMMAND.test(line.text)) {
        if (!(await this.#obey(line.text.trim(), evaluate))) return;
      } else source = await this.#take(`${source}${line.text}\n`, evaluate);
    }
    if (source !== '') this.#show(await evaluate({ kind: 'chunk', source }));
  }

  /** Has a chunk evaluated; gives it back where it goes on in the next line. */
  async #take(source: string, evaluate: Evaluate): Promise<string> {
    if (source.trim() === '') return '';
    const evaluated = await evaluate({ kind: 'chunk', source });
    if (evaluated.kind === 'unfinished') return source;
    this.#show(evaluated);
    return '';
  }

  /** Does what a `:word` says; false where that is the end. */
  async #obey(line: string, evaluate: Evaluate): Promise<boolean> {
    const [word = '', ...rest] = line.split(/\s+/);
    const path = rest.join(' ');
    if (word === ':quit' || word === ':q') return false;
    if (word === ':load' && path !== '') this.#show(await evaluate({ kind: 'file', path: this.#toProjectPath(path) }));
    else if (word === ':journal') this.#showJournal();
    else if (word === ':help' || word === ':h') this.print(HELP);
    else
      this.#showError(
        word === ':load' ? ':load: a file is expected' : `there is no ${word}; :help lists what there is`,
      );
    return true;
  }

  /** What lies outside is refused where it is read. */
  #toProjectPath(path: string): string {
    return toProjectPath(this.#io.cwd, path) ?? path;
  }

  #showJournal(): void {
    if (this.#entries.length === 0) this.print('nothing yet');
    const depths = new EntryDepths();
    for (const entry of this.#entries) {
      this.#io.stdout.write(`${showEntry(entry, { palette: this.#palette, depth: depths.add(entry) })}\n`);
    }
  }

  #show(evaluated: Evaluated): void {
    if (evaluated.kind === 'unfinished') {
      this.#showError('the input ends in the middle of a chunk');
      return;
    }
    const { kind, text, failures } = evaluated;
    if (failures.length > 0) this.#showError(joinLines(failures.flatMap((failure) => showFailure(failure, NOWHERE))));
    if (text === '') return;
    if (kind === 'failed') this.#showError(text);
    else this.print(text);
  }

  #showError(text: string): void {
    this.hasFailed = true;
    for (const line of text.split('\n')) this.#io.stderr.write(`${this.#palette.bad(makeVisible(line))}\n`);
  }
}
