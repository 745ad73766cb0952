import type { Entry } from '../../model/entry.js';
import type { TraceNote } from '../../model/trace-note.js';
import { EntryDepths } from './entry-depths.js';
import type { LineSink } from './line-sink.js';
import type { Palette } from './palette.js';
import { showEntry } from './show-entry.js';
import { makeVisible } from './visible.js';

export interface TraceSettings {
  readonly sink: LineSink;
  readonly palette: Palette;
  /** Of the terminal; undefined where lines may be of any length. */
  readonly columns?: number;
}

/** What one scenario, a hook or the load of a file has told. */
interface Scene {
  /** Empty for lines that belong to none. */
  readonly id: string;
  /** What could not be printed yet. */
  readonly lines: string[];
  readonly depths: EntryDepths;
  isNamed: boolean;
  /** Whether its end will be told. */
  hasVerdict: boolean;
  lastNumber: number;
  isOver: boolean;
}

/**
 * Prints what scenarios do, as they do it: of one at once, of those that run beside it when that is over, so that what a
 * scenario tells stands together below its name.
 */
export class TraceView {
  readonly #settings: TraceSettings;
  /** Those that are not printed, or not over, in the order in which they began. */
  readonly #scenes: Scene[] = [];
  readonly #running = new Map<number, Scene>();

  constructor(settings: TraceSettings) {
    this.#settings = settings;
  }

  take({ worker, entry, ...next }: TraceNote): void {
    if (this.#running.get(worker)?.id !== next.scenario) this.#goOn(worker, next);
    const scene = this.#running.get(worker);
    if (scene !== undefined && entry !== undefined) this.#tell(scene, entry);
  }

  /** Takes lines about a scenario, such as what a breakpoint shows. */
  show(id: string, lines: readonly string[]): void {
    const scene = this.#find(id);
    if (scene === undefined) this.aside(lines);
    else for (const line of lines) this.#print(scene, line);
  }

  /** Takes a scenario's verdict, with which it is over. */
  end(id: string, line: string): void {
    const scene = this.#find(id);
    if (scene === undefined) this.aside([line]);
    else this.#add(scene, line);
    this.#close(scene);
  }

  /** Takes lines that must not stand among those of a scenario. */
  aside(lines: readonly string[]): void {
    const scene = this.#open('');
    for (const line of lines) this.#add(scene, line);
    this.#close(scene);
  }

  /** Prints what is left. */
  close(): void {
    for (const scene of this.#scenes) scene.isOver = true;
    this.#flush();
  }

  /** A worker has left what it ran. A scenario is not over before its verdict is there; hooks and files have none. */
  #goOn(worker: number, { scenario: id, hasVerdict }: Pick<TraceNote, 'scenario' | 'hasVerdict'>): void {
    const before = this.#running.get(worker);
    this.#running.delete(worker);
    if (id !== '') {
      // What was killed goes on in another worker.
      const scene = this.#find(id) ?? this.#open(id);
      this.#running.set(worker, scene);
      scene.hasVerdict = hasVerdict;
    }
    if (before?.hasVerdict === false) this.#close(before);
  }

  #tell(scene: Scene, entry: Entry): void {
    const { palette, columns } = this.#settings;
    const { number = scene.lastNumber + 1 } = entry;
    if (number <= scene.lastNumber) {
      scene.depths.forget();
      this.#print(scene, palette.dim('— again —'));
    }
    scene.lastNumber = number;
    const depth = scene.depths.add(entry);
    this.#print(scene, showEntry(entry, { palette, depth, ...(columns !== undefined && { columns }) }));
  }

  #find(id: string): Scene | undefined {
    return this.#scenes.find((scene) => scene.id === id && !scene.isOver);
  }

  #open(id: string): Scene {
    const scene: Scene = {
      id,
      lines: [],
      depths: new EntryDepths(),
      isNamed: false,
      hasVerdict: false,
      lastNumber: 0,
      isOver: false,
    };
    this.#scenes.push(scene);
    return scene;
  }

  /** Adds a line below the scenario's name. */
  #print(scene: Scene, line: string): void {
    if (!scene.isNamed) this.#add(scene, this.#settings.palette.strong(makeVisible(scene.id)));
    scene.isNamed = true;
    this.#add(scene, line);
  }

  #add(scene: Scene, line: string): void {
    if (scene === this.#scenes[0]) this.#settings.sink.line(line);
    else scene.lines.push(line);
  }

  #close(scene: Scene | undefined): void {
    if (scene !== undefined) scene.isOver = true;
    this.#flush();
  }

  #flush(): void {
    while (this.#scenes[0]?.isOver === true) {
      this.#scenes.shift();
      for (const line of this.#scenes[0]?.lines.splice(0) ?? []) this.#settings.sink.line(line);
    }
  }
}
