import type * as Diff from 'diff';
import { compileGlob, type WorkspaceChange } from '../mock/workspace.js';
import { answerValue } from '../model/dispatch.js';
import { loadLate } from '../model/load-late.js';
import { suggestName } from '../model/suggest.js';
import { toTextOrBytes } from '../model/text-or-bytes.js';
import { createValueMap, type Value } from '../model/value.js';
import type { HostCall } from './host-function.js';
import { failOnMisuse } from './misuse.js';
import { pathArgument, patternArgument, workspaceOf } from './workspace-access.js';

function findFile(call: HostCall): Value {
  const path = pathArgument(call, 'assert.workspace.has_file');
  const workspace = workspaceOf(call.world);
  const content = workspace.read(path);
  return createValueMap([
    ['path', path],
    ['content', content && toTextOrBytes(content)],
    ['near', content === undefined ? suggestName(path, workspace.paths()) : undefined],
    ['changed', workspace.changes().map((change) => change.path)],
  ]);
}

/** Changed files, of those that a glob matches where one is given. */
function changesOf(call: HostCall): readonly WorkspaceChange[] {
  const changes = workspaceOf(call.world).changes();
  if (call.args[0] === undefined) return changes;
  const isMeant = compileGlob(patternArgument(call, 'assert.workspace.unchanged'));
  return changes.filter(({ path }) => isMeant(path));
}

/** One file's change as `git diff` shows it, without the lines that name objects. */
function showDiff({ path, before, after }: WorkspaceChange): string {
  // The package's types are those of its modules.
  const { structuredPatch, formatPatch, FILE_HEADERS_ONLY } = loadLate('diff', import.meta.url) as typeof Diff;
  const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  return formatPatch(structuredPatch(from, `b/${path}`, decode(before), decode(after)), FILE_HEADERS_ONLY);
}

/** What checks of the workspace ask of the host. */
export const workspaceFunctions = failOnMisuse({
  'workspace.find': (call) => answerValue(findFile(call)),
  'workspace.changed': (call) => {
    const changes = changesOf(call);
    const paths = changes.map(({ path, before }) => `${path} (${before === undefined ? 'new' : 'changed'})`);
    return answerValue(paths, changes.map(showDiff).join(''));
  },
  'workspace.contents': (call) =>
    answerValue(createValueMap(changesOf(call).map(({ path, after }) => [path, toTextOrBytes(after)]))),
});
