interface Token {
  readonly text: string;
  /** Its place in the text, from 1. */
  readonly column: number;
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|("[^"\\]*")|(->|\.\.\.|\[\]|[():,?|<>]))/y;

/** Goes through the tokens of a signature. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  /** Throws a SyntaxError for a character that no token begins with. */
  constructor(text: string) {
    this.#text = text;
    this.#tokens = this.#split(text.trimEnd());
  }

  /** Goes over the next token if it is this one. */
  take(symbol: string): boolean {
    if (this.#tokens[this.#next]?.text !== symbol) return false;
    this.#next += 1;
    return true;
  }

  /** Goes over the next token, which must be this one. */
  need(symbol: string): void {
    if (!this.take(symbol)) this.refuse(`${symbol} is expected`);
  }

  /** The next token, which must be a name; `what` says what for. */
  name(what: string): string {
    const text = this.#tokens[this.#next]?.text ?? '';
    if (!/^[A-Za-z_]/.test(text)) this.refuse(`${what} is expected`);
    this.#next += 1;
    return text;
  }

  /** The next token if it is a text in quotes. */
  literal(): string | undefined {
    const text = this.#tokens[this.#next]?.text;
    if (text?.startsWith('"') !== true) return undefined;
    this.#next += 1;
    return text;
  }

  /** Throws unless all is read. */
  end(): void {
    if (this.#next < this.#tokens.length) this.refuse('the end is expected');
  }

  /** Throws a SyntaxError at the next token. */
  refuse(why: string): never {
    const token = this.#tokens[this.#next];
    const found = token === undefined ? 'the end' : token.text;
    return this.#fail(why, `found ${found}`, token?.column ?? this.#text.length + 1);
  }

  /** Throws a SyntaxError at the token that was read last. */
  refuseLast(why: string): never {
    throw new SyntaxError(`signature ${this.#text}: column ${this.#tokens[this.#next - 1]?.column ?? 1}: ${why}`);
  }

  #refuseCharacter(place: number): never {
    this.#fail('a word or a sign of a signature is expected', `found ${this.#text[place]}`, place + 1);
  }

  #fail(why: string, found: string, column: number): never {
    throw new SyntaxError(`signature ${this.#text}: column ${column}: ${why}, ${found}`);
  }

  #split(text: string): Token[] {
    const tokens: Token[] = [];
    const pattern = new RegExp(TOKEN);
    while (pattern.lastIndex < text.length) {
      const start = pattern.lastIndex;
      const match = pattern.exec(text);
      if (match === null) this.#refuseCharacter(start + (/\S/.exec(text.slice(start))?.index ?? 0));
      const token = match[1] ?? match[2] ?? match[3] ?? '';
      tokens.push({ text: token, column: pattern.lastIndex - token.length + 1 });
    }
    return tokens;
  }
}
