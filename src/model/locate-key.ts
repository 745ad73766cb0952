/**
 * The 1-based line of a key in the source of a config or the like, found by its text; undefined where it stands nowhere or in several
 * places. `path` is a problem's: `roots.rule[1]` looks for `rule`.
 */
export function locateKey(source: string, path: string): number | undefined {
  const key =
    path
      .replaceAll(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? '';
  if (key === '') return undefined;
  const escaped = key.replaceAll(/[^\w]/g, '\\$&');
  const holds = new RegExp(`(?:^|[\\s{,'"])${escaped}['"]?\\s*:`);
  const lines = source.split(/\r\n|[\r\n]/).flatMap((line, index) => (holds.test(line) ? [index + 1] : []));
  return lines.length === 1 ? lines[0] : undefined;
}
