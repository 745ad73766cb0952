/** A line of what a program says is at most so long. */
export const MAX_LINE_BYTES = 8 * 1024 * 1024;

const NEWLINE = 10;
const decoder = new TextDecoder();

/** Cuts bytes that come in pieces into lines, without their ends. */
export class LineCutter {
  #pieces: Uint8Array[] = [];
  #length = 0;

  /** The lines that are whole now. Undefined where one is longer than a line may be. */
  cut(bytes: Uint8Array): string[] | undefined {
    const lines: string[] = [];
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
      this.#add(bytes.subarray(from, to));
      if (this.#length > MAX_LINE_BYTES) return undefined;
      lines.push(this.#take());
      from = to + 1;
    }
    this.#add(bytes.subarray(from));
    return this.#length > MAX_LINE_BYTES ? undefined : lines;
  }

  /** What came after the last line's end; undefined where nothing did. */
  rest(): string | undefined {
    return this.#length === 0 ? undefined : this.#take();
  }

  #add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  #take(): string {
    if (this.#length === 0) {
      this.#pieces = [];
      return '';
    }
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#length = 0;
    return decoder.decode(whole).replace(/\r$/, '');
  }
}
