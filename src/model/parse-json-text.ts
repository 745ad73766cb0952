import { KnownError, type KnownErrorCode } from './known-error.js';

/** Parses a JSON file of the user's. Throws a KnownError of the code, with the line where it does not parse. */
export function parseJsonText(source: string, file: string, code: KnownErrorCode): unknown {
  const text = source.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new KnownError(code, 'the file is empty', { at: { file }, hint: 'write {}' });
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const line = locate(text, why);
    throw new KnownError(code, `not JSON: ${why.replace(/ in JSON at position .*| \(line \d+ column \d+\)$/s, '')}`, {
      at: { file, ...(line === undefined ? {} : { line }) },
      hint: 'JSON takes neither comments nor commas after the last item',
    });
  }
}

/** V8 names a position in most of its messages, and none where the text ends too early. */
function locate(text: string, message: string): number | undefined {
  const end = text.trimEnd().length;
  const position = message.includes('end of JSON') ? end : /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return undefined;
  return text.slice(0, Math.min(Number(position), end)).split(/\r\n|[\r\n]/).length;
}
