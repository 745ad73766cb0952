/** Where scenario files are looked for unless the config says otherwise. */
export const DEFAULT_SCENARIO_GLOBS: readonly string[] = ['scenarios/**/*.scenario.lua', 'tests/scenarios/**/*.lua'];

/** What a folder or a glob never stands for; a file named on the command line is taken all the same. */
export const ALWAYS_EXCLUDED: readonly string[] = [
  '**/*.bench.lua',
  '**/__snapshots__/**',
  '**/__examples__/**',
  '**/node_modules/**',
];

const MAGIC = /[*?[\]{}]|[@+!]\(/;

/** Whether a path of the command line asks for a pattern. */
export function isGlob(path: string): boolean {
  return MAGIC.test(path);
}
