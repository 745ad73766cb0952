/** One server-sent event. */
export interface SseEvent {
  /** Absent where the event has no name. */
  readonly event?: string;
  readonly data: string;
}

/** An event as it is sent. */
export function writeSse({ event, data }: SseEvent): string {
  const lines = data.split('\n').map((line) => `data: ${line}\n`);
  return `${event === undefined ? '' : `event: ${event}\n`}${lines.join('')}\n`;
}

/** Reads events out of text that comes in pieces of any length. What a stream ends in without an empty line is no event. */
export class SseReader {
  #rest = '';
  #event: string | undefined;
  #data: string[] = [];

  /** The events that are complete with this piece. */
  push(text: string): SseEvent[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#readLine(line));
  }

  #readLine(line: string): SseEvent[] {
    if (line === '') return this.#finish();
    const [, name = line, value = ''] = /^([^:]*): ?(.*)$/s.exec(line) ?? [];
    if (name === 'event') this.#event = value;
    if (name === 'data') this.#data.push(value);
    return [];
  }

  #finish(): SseEvent[] {
    const [event, data] = [this.#event, this.#data];
    this.#event = undefined;
    this.#data = [];
    return data.length === 0 ? [] : [{ data: data.join('\n'), ...(event !== undefined && { event }) }];
  }
}
