/** What a definition file says: the names it defines, and those it speaks of. */
export interface Definitions {
  readonly classes: string[];
  /** Names of types that are used, with the line. */
  readonly uses: { name: string; line: number }[];
  /** Globals that get a value, and functions with their full name. */
  readonly values: string[];
}

/** Lets a reader of one annotation go through it; any other text than what the grammar has is an error. */
class Scanner {
  #rest: string;
  /** Told the name of every type. */
  readonly use: (name: string) => void;

  constructor(text: string, use: (name: string) => void) {
    this.#rest = text;
    this.use = use;
  }

  /** What matches at this place. */
  find(pattern: RegExp): string | undefined {
    const match = new RegExp(`^(?:${pattern.source})`).exec(this.#rest)?.[0];
    if (match !== undefined) this.#rest = this.#rest.slice(match.length);
    return match;
  }

  need(pattern: RegExp): string {
    const found = this.find(pattern);
    if (found === undefined) throw new Error(`${pattern.source} is expected at "${this.#rest}"`);
    return found;
  }

  /** The end, or a blank and some text for people. */
  end(): void {
    if (this.#rest !== '' && !/^ [^\s@#|]/.test(this.#rest)) throw new Error(`the end is expected at "${this.#rest}"`);
  }

  none(): void {
    if (this.#rest !== '') throw new Error(`nothing is expected at "${this.#rest}"`);
  }
}

const NAME = /[A-Za-z_]\w*/;
const TYPE_NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/;

function readType(scanner: Scanner): void {
  do readUnit(scanner);
  while (scanner.find(/ ?\| ?/) !== undefined);
}

function readUnit(scanner: Scanner): void {
  if (scanner.find(/\(/) !== undefined) {
    readType(scanner);
    scanner.need(/\)/);
  } else if (scanner.find(/fun(?=\()/) !== undefined) {
    readFunction(scanner);
    return;
  } else if (scanner.find(/table</) !== undefined) {
    readType(scanner);
    scanner.need(/, /);
    readType(scanner);
    scanner.need(/>/);
  } else if (scanner.find(/"[^"\\]*"/) === undefined) {
    scanner.use(scanner.need(TYPE_NAME));
  }
  while (scanner.find(/\[\]|\?/) !== undefined);
}

function readFunction(scanner: Scanner): void {
  scanner.need(/\(/);
  if (scanner.find(/\)/) === undefined) {
    do {
      scanner.need(/\.\.\.|[A-Za-z_]\w*\??/);
      scanner.need(/: /);
      readType(scanner);
    } while (scanner.find(/, /) !== undefined);
    scanner.need(/\)/);
  }
  if (scanner.find(/: /) === undefined) return;
  do {
    scanner.find(/\.\.\.: /);
    readType(scanner);
  } while (scanner.find(/, /) !== undefined);
}

interface State {
  readonly definitions: Definitions;
  /** Annotations of the block that is being read. */
  params: string[];
  generics: Set<string>;
  hasClass: boolean;
}

type Annotation = (scanner: Scanner, state: State) => void;

const ANNOTATIONS: Readonly<Record<string, Annotation>> = {
  meta: (scanner) => {
    scanner.need(/ _/);
    scanner.none();
  },
  class: (scanner, state) => {
    scanner.need(/ /);
    state.definitions.classes.push(scanner.need(TYPE_NAME));
    state.hasClass = true;
    if (scanner.find(/: /) !== undefined) scanner.use(scanner.need(TYPE_NAME));
    scanner.none();
  },
  alias: (scanner, state) => {
    scanner.need(/ /);
    state.definitions.classes.push(scanner.need(TYPE_NAME));
    scanner.need(/ /);
    readType(scanner);
    scanner.none();
  },
  field: (scanner, state) => {
    if (!state.hasClass) throw new Error('a field needs a class before it');
    scanner.need(/ /);
    if (scanner.find(/\[/) === undefined) {
      scanner.need(NAME);
      scanner.find(/\?/);
    } else {
      readType(scanner);
      scanner.need(/\]/);
    }
    scanner.need(/ /);
    readType(scanner);
    scanner.end();
  },
  generic: (scanner, state) => {
    scanner.need(/ /);
    do state.generics.add(scanner.need(NAME));
    while (scanner.find(/, /) !== undefined);
    scanner.none();
  },
  param: (scanner, state) => {
    scanner.need(/ /);
    state.params.push(scanner.need(/\.\.\.|[A-Za-z_]\w*/));
    scanner.find(/\?/);
    scanner.need(/ /);
    readType(scanner);
    scanner.none();
  },
  return: (scanner) => {
    scanner.need(/ /);
    readType(scanner);
    scanner.find(/ \.\.\./);
    scanner.none();
  },
  overload: (scanner) => {
    scanner.need(/ fun/);
    readFunction(scanner);
    scanner.none();
  },
  type: (scanner) => {
    scanner.need(/ /);
    readType(scanner);
    scanner.none();
  },
};

/** Reads a definition file. Throws for every line that is neither a known annotation, a comment, nor a definition. */
export function readDefinitions(text: string): Definitions {
  const definitions: Definitions = { classes: [], uses: [], values: [] };
  const fresh = (): State => ({ definitions, params: [], generics: new Set(), hasClass: false });
  let state = fresh();
  const lines = text.split('\n');
  if (lines[0] !== '---@meta _') throw new Error('a definition file begins with ---@meta _');
  for (const [index, line] of lines.entries()) {
    try {
      if (line === '') state = fresh();
      else readLine(line, state, index + 1);
    } catch (error) {
      throw new Error(`line ${index + 1}: ${line}: ${(error as Error).message}`);
    }
  }
  return definitions;
}

function readLine(line: string, state: State, number: number): void {
  const annotation = /^---@(\w+)(.*)$/.exec(line);
  if (annotation !== null) {
    const [, word = '', rest = ''] = annotation;
    const use = (name: string) => {
      if (!state.generics.has(name)) state.definitions.uses.push({ name, line: number });
    };
    const read = ANNOTATIONS[word];
    if (read === undefined) throw new Error(`unknown annotation @${word}`);
    read(new Scanner(rest, use), state);
  } else if (!/^--(?!-\s*@)/.test(line)) readCode(line, state);
}

function readCode(line: string, state: State): void {
  const called = /^function ([A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,2}(?::[A-Za-z_]\w*)?)\(([^()]*)\) end$/.exec(line);
  const assigned = /^(?:local )?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?) = \{\}$/.exec(line);
  if (called !== null) {
    const [, name = '', parameters = ''] = called;
    if (state.params.join(', ') !== parameters) throw new Error(`@param tells of ${state.params.join(', ')}`);
    state.definitions.values.push(name);
  } else if (assigned !== null) state.definitions.values.push(assigned[1] ?? '');
  else throw new Error('neither an annotation nor a definition');
}
