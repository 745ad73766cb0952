/** A text as the prelude writes it as a literal, possibly only a part of it. */
export interface LuaText {
  /** What stands between the quotes, escapes included. */
  readonly body: string;
  /** Bytes before and behind it that were left out. */
  readonly before: number;
  readonly behind: number;
}

const LITERAL = /^(?:\((\d+) bytes\) … )?"([^"\\]*(?:\\.[^"\\]*)*)"(?: … \((\d+) bytes\))?$/;

/** Reads the literal of a text; undefined for any other value, and for a text that was cut without a count. */
export function readLuaText(literal: string): LuaText | undefined {
  const [all, before = '0', body = '', behind = '0'] = LITERAL.exec(literal) ?? [];
  return all === undefined ? undefined : { body, before: Number(before), behind: Number(behind) };
}

/** The lines of a text: newlines split it, other escapes stay as they are written. */
export function splitLuaText({ body }: LuaText): string[] {
  // An escaped backslash is a unit, so that the `n` behind it begins no line.
  const marked = body.replaceAll(/\\(.)/g, (written, character: string) =>
    character === 'n' ? '\n' : character === '"' ? '"' : written,
  );
  return marked.split('\n');
}
