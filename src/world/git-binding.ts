import { type Commit, type LogOptions, selectCommits, showCommit } from '../mock/git-history.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, isValueMap, toNumber, type ValueMap } from '../model/value.js';
import { type Binding, type HostCall, textArgument } from './host-function.js';

function readOptions(call: HostCall, name: string): LogOptions {
  const given = call.args[0] ?? createValueMap();
  if (!isValueMap(given)) throw new LuaRaise(`${name}: options are expected as a table of names`);
  for (const key of Object.keys(given)) {
    if (!['max_count', 'author', 'path'].includes(key)) throw new LuaRaise(`${name}: unknown option ${key}`);
  }
  const { author, path } = given;
  const maxCount = toNumber(given.max_count);
  return {
    ...(maxCount !== undefined && { maxCount }),
    ...(typeof author === 'string' && { author }),
    ...(typeof path === 'string' && { path }),
  };
}

function log(call: HostCall, name: string): Commit[] {
  const { world } = call;
  const history = world.base.mocks.git[world.gitName] ?? [];
  const commits = selectCommits(history, readOptions(call, name));
  world.note(call.site, 'git.log', `${commits.length} of ${history.length} commits`);
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
