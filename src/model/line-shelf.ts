/** Characters that are packed together. */
const PACK_SIZE = 256 * 1024;

interface Pack {
  /** Until they are packed. */
  lines: string[] | undefined;
  size: number;
  bytes: Uint8Array | undefined;
}

/** Many lines in little memory: packed some hundred thousand characters at a time. Lines that came together are read together. */
export class LineShelf {
  #open: Pack = openPack();
  #last: { readonly pack: Pack; readonly lines: readonly string[] } | undefined;

  /** Keeps a line, in which there is no newline; gives what reads it. */
  add(line: string): () => string {
    const pack = this.#open;
    const lines = pack.lines ?? [];
    const index = lines.push(line) - 1;
    pack.size += line.length;
    if (pack.size > PACK_SIZE) {
      close(pack, lines);
      this.#open = openPack();
    }
    return () => this.#read(pack)[index] ?? '';
  }

  #read(pack: Pack): readonly string[] {
    if (pack.bytes === undefined) return pack.lines ?? [];
    if (this.#last?.pack !== pack) this.#last = { pack, lines: unpack(pack.bytes) };
    return this.#last.lines;
  }
}

function openPack(): Pack {
  return { lines: [], size: 0, bytes: undefined };
}

function close(pack: Pack, lines: readonly string[]): void {
  // Loaded here, it costs a run without long lines nothing.
  const { deflateRawSync } = process.getBuiltinModule('node:zlib');
  pack.bytes = deflateRawSync(lines.join('\n'), { level: 1 });
  pack.lines = undefined;
}

function unpack(bytes: Uint8Array): string[] {
  return process.getBuiltinModule('node:zlib').inflateRawSync(bytes).toString().split('\n');
}
