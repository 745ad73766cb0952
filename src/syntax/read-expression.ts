import { asField, join, type OpenNode, type TokenReader } from './token-reader.js';

/** How strongly operators bind, to the left and to the right (Lua 5.4 reference manual, 3.4.8). */
const BINARY: Readonly<Record<string, readonly [number, number]>> = {
  or: [1, 1],
  and: [2, 2],
  '<': [3, 3],
  '>': [3, 3],
  '<=': [3, 3],
  '>=': [3, 3],
  '~=': [3, 3],
  '==': [3, 3],
  '|': [4, 4],
  '~': [5, 5],
  '&': [6, 6],
  '<<': [7, 7],
  '>>': [7, 7],
  '..': [9, 8],
  '+': [10, 10],
  '-': [10, 10],
  '*': [11, 11],
  '/': [11, 11],
  '//': [11, 11],
  '%': [11, 11],
  '^': [14, 13],
};
const UNARY: ReadonlySet<string> = new Set(['not', '-', '#', '~']);
const UNARY_STRENGTH = 12;
const WORDS: Readonly<Record<string, string>> = {
  nil: 'nil',
  true: 'true',
  false: 'false',
  '...': 'vararg_expression',
};

/** Reads expressions. `readBody` reads the body of a function, to its `end`. */
export class ExpressionReader {
  readonly #tokens: TokenReader;
  readonly #readBody: () => OpenNode[];

  constructor(tokens: TokenReader, readBody: () => OpenNode[]) {
    this.#tokens = tokens;
    this.#readBody = readBody;
  }

  /** An expression whose operators bind more strongly than `limit`. */
  read(limit = 0): OpenNode {
    const tokens = this.#tokens;
    let left = UNARY.has(tokens.word)
      ? join('unary_expression', [tokens.take(), asField('operand', this.read(UNARY_STRENGTH))])
      : this.#readSimple();
    for (;;) {
      const strength = Object.hasOwn(BINARY, tokens.word) ? BINARY[tokens.word] : undefined;
      if (strength === undefined || strength[0] <= limit) return left;
      const operator = tokens.take();
      const right = asField('right', this.read(strength[1]));
      left = join('binary_expression', [asField('left', left), operator, right]);
    }
  }

  /** Expressions with commas between them, each a `value`. */
  readList(): OpenNode {
    const parts = [asField('value', this.read())];
    for (let comma = this.#tokens.takeIf(','); comma !== undefined; comma = this.#tokens.takeIf(','))
      parts.push(comma, asField('value', this.read()));
    return join('expression_list', parts);
  }

  /** A variable, or a call; or anything in parentheses. */
  readSuffixed(): OpenNode {
    const tokens = this.#tokens;
    let node = tokens.word === '(' ? this.#readParenthesized() : tokens.name();
    for (;;) {
      if (tokens.word === '.')
        node = join('dot_index_expression', [asField('table', node), tokens.take(), asField('field', tokens.name())]);
      else if (tokens.word === '[')
        node = join('bracket_index_expression', [
          asField('table', node),
          tokens.take(),
          asField('field', this.read()),
          tokens.expect(']'),
        ]);
      else if (tokens.word === ':') {
        const parts = [asField('table', node), tokens.take(), asField('method', tokens.name())];
        node = this.#call(join('method_index_expression', parts));
      } else if (this.#isArgument()) node = this.#call(node);
      else return node;
    }
  }

  /** `(a, b) … end`: the parameters, the body and its end. */
  readFunctionBody(): OpenNode[] {
    const tokens = this.#tokens;
    const parts = [tokens.expect('(')];
    while (tokens.word !== ')') {
      parts.push(tokens.word === '...' ? tokens.take('vararg_expression') : asField('name', tokens.name()));
      const comma = tokens.takeIf(',');
      if (comma === undefined) break;
      parts.push(comma);
    }
    parts.push(tokens.expect(')'));
    return [asField('parameters', join('parameters', parts)), ...this.#readBody()];
  }

  #readSimple(): OpenNode {
    const { kind, word } = this.#tokens;
    if (kind === 'number' || kind === 'string') return this.#tokens.take(kind);
    if (Object.hasOwn(WORDS, word)) return this.#tokens.take(WORDS[word]);
    if (word === '{') return this.#readTable();
    if (word === 'function') return join('function_definition', [this.#tokens.take(), ...this.readFunctionBody()]);
    return this.readSuffixed();
  }

  #readParenthesized(): OpenNode {
    return join('parenthesized_expression', [this.#tokens.take(), this.read(), this.#tokens.expect(')')]);
  }

  #isArgument(): boolean {
    const { kind, word } = this.#tokens;
    return kind === 'string' || word === '(' || word === '{';
  }

  #call(called: OpenNode): OpenNode {
    if (!this.#isArgument()) this.#tokens.refuse("'('");
    return join('function_call', [asField('name', called), asField('arguments', this.#readArguments())]);
  }

  #readArguments(): OpenNode {
    const tokens = this.#tokens;
    if (tokens.kind === 'string') return join('arguments', [tokens.take('string')]);
    if (tokens.word === '{') return join('arguments', [this.#readTable()]);
    const open = tokens.take();
    const list = tokens.word === ')' ? [] : this.readList().children;
    return join('arguments', [open, ...list, tokens.expect(')')]);
  }

  #readTable(): OpenNode {
    const tokens = this.#tokens;
    const parts = [tokens.take()];
    while (tokens.word !== '}') {
      parts.push(this.#readField());
      const separator = tokens.takeIf(',') ?? tokens.takeIf(';');
      if (separator === undefined) break;
      parts.push(separator);
    }
    parts.push(tokens.expect('}'));
    return join('table_constructor', parts);
  }

  #readField(): OpenNode {
    const tokens = this.#tokens;
    if (tokens.word === '[') {
      const key = [tokens.take(), asField('name', this.read()), tokens.expect(']'), tokens.expect('=')];
      return join('field', [...key, asField('value', this.read())]);
    }
    const value = this.read();
    if (value.kind !== 'identifier' || tokens.word !== '=') return join('field', [asField('value', value)]);
    return join('field', [asField('name', value), tokens.take(), asField('value', this.read())]);
  }
}
