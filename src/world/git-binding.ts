import { type Commit, type LogOptions, selectCommits, showCommit } from '../mock/git-history.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { type Binding, type HostCall, luaTypeName, textArgument } from './host-function.js';

function readOptions(call: HostCall, name: string): LogOptions {
  const given = call.args[0] ?? createValueMap();
  if (!isValueMap(given)) throw new LuaRaise(`${name}: options are expected as a table of names`);
  for (const key of Object.keys(given)) {
    if (!['max_count', 'author', 'path'].includes(key)) throw new LuaRaise(`${name}: unknown option ${key}`);
  }
  const maxCount = readCount(given.max_count, name);
  const author = readText(given, 'author', name);
  const path = readText(given, 'path', name);
  return {
    ...(maxCount !== undefined && { maxCount }),
    ...(author !== undefined && { author }),
    ...(path !== undefined && { path }),
  };
}

function readCount(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined;
  const count = toNumber(value);
  if (count !== undefined && Number.isInteger(count) && count >= 0) return count;
  throw new LuaRaise(`${name}: max_count: a whole number from 0 up is expected, got ${count ?? luaTypeName(value)}`);
}

function readText(options: ValueMap, key: string, name: string): string | undefined {
  const value = options[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new LuaRaise(`${name}: ${key}: a text is expected, got ${luaTypeName(value)}`);
}

function log(call: HostCall, name: string): Commit[] {
  const { world } = call;
  const history = world.base.mocks.git[world.gitName] ?? [];
  const commits = selectCommits(history, readOptions(call, name));
  world.note(call.site, 'git.log', `${commits.length} of ${history.length} commits`, {
    call: name,
    found: commits.length,
  });
  return commits;
}

function showAsTable(commit: Commit): ValueMap {
  const { hash, author, date, message, files } = commit;
  return createValueMap([
    ['hash', hash],
    ['author', author],
    ['date', date],
    ['message', message],
    ['files', [...files]],
  ]);
}

const SIGNATURE = '(options?: { max_count: integer, author: string, path: string })';

/** `git`: a mocked history from `mocks/git/`. */
export const gitBinding: Binding = {
  name: 'git',
  summary: 'A mocked history from mocks/git/, newest commit first.',
  functions: [
    {
      name: 'git.log',
      signature: `${SIGNATURE} -> string[]`,
      summary: 'Commits as lines: short hash and subject.',
      example: 'table.concat(git.log({ max_count = 10 }), "\\n")',
      half: 'use',
      run: (call) => answerValue(log(call, 'git.log').map(showCommit)),
    },
    {
      name: 'git.commits',
      signature: `${SIGNATURE} -> table[]`,
      summary: 'Commits as tables with hash, author, date, message and files.',
      example: 'local newest = git.commits{ max_count = 1 }[1]',
      half: 'use',
      run: (call) => answerValue(log(call, 'git.commits').map(showAsTable)),
    },
    {
      name: 'git.use',
      signature: '(name: string)',
      summary: 'Changes to another history of mocks/git/.',
      example: 'git.use("release_week")',
      half: 'control',
      run: (call) => {
        const name = textArgument(call, 0, 'git.use');
        const { world } = call;
        if (!Object.hasOwn(world.base.mocks.git, name)) {
          throw new LuaRaise(`git.use: there is no file ${world.base.settings.mocks}/git/${name}.json`);
        }
        world.gitName = name;
        return answerValue();
      },
    },
  ],
};
