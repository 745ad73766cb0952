import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { withSlashes } from '../scenario/project-path.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { makeVisible } from './console/visible.js';
import { getExitCode } from './exit-code.js';
import type { Io } from './io.js';
import { TYPES_FOLDER } from './types/definitions.js';
import { countDefinitions, findDrift, writeDefinitions } from './types/keep-definitions.js';

/** So many files are named that are out of date. */
const MAX_NAMES = 5;

interface TypesFlags {
  readonly check?: boolean;
}

/** `moonrig types`. */
export const command: Command = defineCommand<TypesFlags>(
  {
    name: 'types',
    summary: 'Write definitions of all that scenarios and scripts can call, for editors with the Lua language server',
    argument: { name: '[folder]', summary: `where to; ${TYPES_FOLDER} if left out` },
    options: [{ flags: '--check', summary: 'write nothing; end with 1 where the files are out of date' }],
    examples: ['moonrig types', 'moonrig types editor/lua', 'moonrig types --check'],
  },
  types,
);

async function types({ flags, paths }: Request<TypesFlags>, io: Io): Promise<number> {
  const folder = withSlashes(paths[0] ?? TYPES_FOLDER).replace(/(?<=[^/])\/+$/, '');
  if (folder === '') throw new KnownError('bad-command-line', 'the folder is empty');
  return flags.check === true ? check(folder, io) : write(folder, io);
}

function check(folder: string, io: Io): number {
  const { outdated, stale } = findDrift(io.cwd, folder);
  const names = [...outdated, ...stale];
  if (names.length === 0) {
    io.stdout.write(`the definitions in ${folder} are up to date\n`);
    return 0;
  }
  const command = folder === TYPES_FOLDER ? 'moonrig types' : `moonrig types ${folder}`;
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  const which = `${names.slice(0, MAX_NAMES).join(', ')}${more}`;
  io.stderr.write(
    `${makeVisible(`moonrig: ${folder} is out of date: ${which}`)}\n  hint: run \`${makeVisible(command)}\`\n`,
  );
  return getExitCode({ hasFailed: true });
}

function write(folder: string, io: Io): number {
  const { outdated, stale } = writeDefinitions(io.cwd, folder);
  io.stdout.write(`${showWritten(folder, outdated.length)}\n`);
  if (stale.length > 0) io.stdout.write(`removed ${stale.join(', ')}: there is no such binding any more\n`);
  if (!isNamed(io.cwd, folder)) {
    io.stdout.write(`\nNext: add "${folder}" to "workspace.library" in .luarc.json, where the language server looks\n`);
  }
  return 0;
}

function showWritten(folder: string, written: number): string {
  const all = countDefinitions();
  if (written === 0) return `the ${all} definition files in ${folder} were up to date`;
  return `wrote ${written} of ${all} definition files into ${folder}`;
}

/** Whether a settings file of the language server names the folder. */
function isNamed(root: string, folder: string): boolean {
  const files = ['.luarc.json', '.luarc.jsonc'].map((name) => join(root, name)).filter((path) => existsSync(path));
  return files.some((path) => readFileSync(path, 'utf8').includes(folder));
}
