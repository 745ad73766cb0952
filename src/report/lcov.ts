import type { CoveredBranch, CoveredFile } from '../model/coverage.js';
import { cleanText } from './plain-text.js';

/** Coverage as lcov's tracefile (geninfo(1)), which code hosts and editors read. */
export function toLcov(files: readonly CoveredFile[]): string {
  return files.map(showFile).join('');
}

function showFile({ file, lines, branches, functions }: CoveredFile): string {
  // A name that comes twice would be one function to readers.
  const names = functions.map(({ name, line }) =>
    functions.filter((other) => other.name === name).length > 1 ? `${name}:${line}` : name,
  );
  const groups = [...new Set(branches.map(({ group }) => group))];
  const taken = new Set(branches.filter(({ count }) => count > 0).map(({ group }) => group));
  const counts = new Map(lines);
  // `-` says that nothing there ran at all.
  const isReached = ({ group, line }: CoveredBranch) => taken.has(group) || (counts.get(line) ?? 0) > 0;
  const places = new Map<number, number>();
  const record = [
    'TN:',
    `SF:${oneLine(file)}`,
    ...functions.map(({ line }, i) => `FN:${line},${oneLine(names[i] ?? '')}`),
    ...functions.map(({ count }, i) => `FNDA:${count},${oneLine(names[i] ?? '')}`),
    `FNF:${functions.length}`,
    `FNH:${functions.filter(({ count }) => count > 0).length}`,
    ...branches.map((branch) => {
      const place = places.get(branch.group) ?? 0;
      places.set(branch.group, place + 1);
      return `BRDA:${branch.line},${groups.indexOf(branch.group)},${place},${isReached(branch) ? branch.count : '-'}`;
    }),
    `BRF:${branches.length}`,
    `BRH:${branches.filter(({ count }) => count > 0).length}`,
    ...lines.map(([line, count]) => `DA:${line},${count}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(([, count]) => count > 0).length}`,
    'end_of_record',
  ];
  return `${record.join('\n')}\n`;
}

function oneLine(text: string): string {
  return cleanText(text).replaceAll(/[\r\n]+/g, ' ');
}
