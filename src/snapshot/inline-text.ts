/** What a text in a source says once the indentation it was given there is taken off. */
export function readInlineText(given: string): string {
  if (!given.includes('\n')) return given.trim();
  const lines = given.split('\n');
  if (isBlank(lines[0])) lines.shift();
  if (isBlank(lines.at(-1))) lines.pop();
  const indent = findIndent(lines);
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : '')).join('\n');
}

/** The text as it is put into a source, between brackets; `indent` is that of the line it begins on. */
export function layOutInlineText(text: string, indent: string): string {
  if (!text.includes('\n')) return text;
  const inner = indent + (indent.endsWith('\t') ? '\t' : '  ');
  const lines = text.split('\n').map((line) => (line === '' ? '' : inner + line));
  return `\n${lines.join('\n')}\n${indent}`;
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && /^[ \t]*$/.test(line);
}

/** The white space with which all lines begin that hold anything else. */
function findIndent(lines: readonly string[]): string {
  const full = lines.filter((line) => !isBlank(line));
  let indent = /^[ \t]*/.exec(full[0] ?? '')?.[0] ?? '';
  for (const line of full) while (!line.startsWith(indent)) indent = indent.slice(0, -1);
  return indent;
}
