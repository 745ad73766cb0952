import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fg from 'fast-glob';
import { describe, expect, it } from 'vitest';

/** Which folders of `src` each one may import, type imports included. ARCHITECTURE.md shows the same table. */
const TABLE: Readonly<Record<string, readonly string[] | 'all'>> = {
  model: [],
  vm: ['model'],
  scenario: ['model'],
  mock: ['model'],
  report: ['model'],
  syntax: [],
  script: ['model', 'vm', 'syntax'],
  rule: ['model', 'script'],
  bench: ['model', 'vm', 'script', 'rule'],
  snapshot: ['model', 'syntax'],
  wire: ['model', 'mock'],
  world: ['model', 'mock', 'script', 'rule', 'snapshot', 'wire'],
  run: ['model', 'vm', 'syntax', 'scenario', 'world'],
  cli: 'all',
  index: 'all',
};

const root = join(import.meta.dirname, '..');
const files = fg.sync('src/**/*.ts', { cwd: root, ignore: ['src/report/page/**'] }).sort();

/** `src/vm/vm.ts` lives in `vm`; `src/index.ts` is a house of its own. */
function houseOf(file: string): string {
  return file.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

interface Import {
  readonly from: string;
  readonly to: string;
  /** Loaded when needed (`import(…)`), which may go in a circle. */
  readonly isLate: boolean;
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(/(from|import)\s*(\(?)\s*'(\.[^']+)'/g)].map((match) => {
    const to = relative(root, join(root, dirname(file), match[3] ?? '')).replaceAll('\\', '/');
    return { from: file, to, isLate: match[2] === '(' };
  });
}

const imports = files.flatMap(importsOf);

describe('the houses', () => {
  it('are the ones in the table', () => {
    expect([...new Set(files.map(houseOf))].sort()).toEqual(Object.keys(TABLE).sort());
  });

  it('import only what the table allows', () => {
    const forbidden = imports.filter(({ from, to }) => {
      const allowed = TABLE[houseOf(from)];
      return houseOf(from) !== houseOf(to) && allowed !== 'all' && allowed?.includes(houseOf(to)) !== true;
    });
    expect(forbidden).toEqual([]);
  });

  it('have no circle among their files', () => {
    const next = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ isLate }) => !isLate)
          .map(({ to }) => to.replace(/\.js$/, '.ts')),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) throw new Error([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      for (const each of next.get(file) ?? []) visit(each, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it('leave wasmoon to vm, and printing to cli', () => {
    const outside = files.filter((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const usesLua = houseOf(file) !== 'vm' && /'wasmoon'|glue\.wasm/.test(source);
      const prints = houseOf(file) !== 'cli' && /\bconsole\.|process\.(stdout|stderr|exit)/.test(source);
      return usesLua || prints;
    });
    expect(outside).toEqual([]);
  });

  it('tells its own version as package.json does', async () => {
    const { MOONRIG_VERSION } = await import('../src/model/version.js');
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version).toBe(MOONRIG_VERSION);
  });
});
