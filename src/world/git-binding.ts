import { type Commit, type LogOptions, selectCommits, showCommit } from '../mock/git-history.js';
import { GIT_COMMIT } from '../mock/mock-shapes.js';
import { describeShape, fieldNames } from '../model/binding.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type Value, type ValueMap } from '../model/value.js';
import { type Binding, type HostCall, luaTypeName, textArgument } from './host-function.js';

const GIT_OPTIONS = describeShape('GitOptions', 'Which commits; what is left out keeps all.', [
  ['max_count?', 'integer', 'At most so many, the newest.'],
  ['author?', 'string', 'Part of the author’s name.'],
  ['path?', 'string', 'A path that they touched, or a folder of one.'],
]);

function readOptions(call: HostCall, name: string): LogOptions {
  const given = call.args[0] ?? createValueMap();
  if (!isValueMap(given)) throw new LuaRaise(`${name}: options are expected as a table of names`);
  for (const key of Object.keys(given)) {
    if (!fieldNames(GIT_OPTIONS).includes(key)) throw new LuaRaise(`${name}: unknown option ${key}`);
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

/** `git`: a mocked history from `mocks/git/`. */
export const gitBinding: Binding = {
  name: 'git',
  summary: 'A mocked history from mocks/git/, newest commit first.',
  types: [GIT_OPTIONS, GIT_COMMIT],
  functions: [
    {
      name: 'git.log',
      signature: '(options?: GitOptions) -> string[]',
      summary: 'Commits as lines: short hash and subject.',
      example: 'table.concat(git.log({ max_count = 10 }), "\\n")',
      half: 'use',
      run: (call) => answerValue(log(call, 'git.log').map(showCommit)),
    },
    {
      name: 'git.commits',
      signature: '(options?: GitOptions) -> GitCommit[]',
      summary: 'Commits as tables.',
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
