import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { showSystemError } from '../model/system-error.js';
import { type Command, defineCommand } from './command.js';
import type { Request } from './command-shape.js';
import { IGNORED, INIT_FILES } from './init-files.js';
import type { Io } from './io.js';
import { TYPES_FOLDER } from './types/definitions.js';
import { writeDefinitions } from './types/keep-definitions.js';

/** `moonrig init`. */
export const command: Command = defineCommand<object>(
  {
    name: 'init',
    summary: 'Write a working example into this folder; nothing that exists is overwritten',
    options: [],
    examples: ['moonrig init'],
  },
  init,
);

async function init(_request: Request<object>, io: Io): Promise<number> {
  for (const [path, text] of Object.entries(INIT_FILES)) io.stdout.write(`${writeNew(io.cwd, path, text)}\n`);
  io.stdout.write(`${ignoreOutput(io.cwd)}\n${writeTypes(io.cwd)}\n\nNext: npx moonrig run\n`);
  return 0;
}

function writeNew(root: string, path: string, text: string): string {
  if (isTaken(root, path)) return `kept   ${path}`;
  attempt(path, () => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  });
  return `wrote  ${path}`;
}

/** A second config beside one of another kind would be an error, so any config keeps ours away. */
function isTaken(root: string, path: string): boolean {
  const others = path.startsWith('moonrig.config.') ? ['ts', 'js', 'json'].map((kind) => `moonrig.config.${kind}`) : [];
  return [path, ...others].some((name) => existsSync(join(root, name)));
}

function ignoreOutput(root: string): string {
  const file = join(root, '.gitignore');
  const before = existsSync(file) ? attempt('.gitignore', () => readFileSync(file, 'utf8')) : '';
  const present = before.split(/\r?\n/).map((line) => line.trim());
  const missing = IGNORED.filter((entry) => !present.includes(entry) && !present.includes(`/${entry}`));
  if (missing.length === 0) return 'kept   .gitignore';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  attempt('.gitignore', () => appendFileSync(file, `${gap}${missing.join('\n')}\n`));
  return `${before === '' ? 'wrote  .gitignore' : `added ${missing.join(' and ')} to .gitignore`}`;
}

/** The definitions that `.luarc.json` names; they are ours, so those of another version are replaced. */
function writeTypes(root: string): string {
  const { outdated } = writeDefinitions(root, TYPES_FOLDER);
  return `${outdated.length === 0 ? 'kept ' : 'wrote'}  ${TYPES_FOLDER}`;
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    const why = showSystemError(error);
    if (why === undefined) throw error;
    throw new KnownError('report-not-written', `${path} was not written: ${why}`);
  }
}
