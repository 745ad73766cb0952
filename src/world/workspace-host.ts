import { answerValue } from '../model/dispatch.js';
import type { Value } from '../model/value.js';
import type { HostCall, HostFunction } from './host-function.js';
import { appendFile, deleteFiles, moveFiles, readFile, writeFile } from './workspace-calls.js';
import { listEffects } from './workspace-effects.js';
import { faultFunctions } from './workspace-faults.js';
import { workspaceFunctions } from './workspace-functions.js';
import { grepFunctions } from './workspace-grep.js';
import { fileExists, globFiles, listFolder, statPath } from './workspace-looks.js';
import { diffWorkspace, listChanges, momentFunctions } from './workspace-moments.js';
import { useWorkspace } from './workspace-use.js';

export { prepareReal } from './workspace-access.js';
export { describeUnmet } from './workspace-faults.js';

const answering =
  (run: (call: HostCall) => Value): HostFunction =>
  (call) =>
    answerValue(run(call));

const doing =
  (run: (call: HostCall) => Value): HostFunction =>
  (call) => {
    run(call);
    return answerValue();
  };

/** What `workspace-binding.ts` describes, by its full name. */
export const workspaceHost: Readonly<Record<string, HostFunction>> = {
  'workspace.read_file': answering(readFile),
  'workspace.write_file': doing(writeFile),
  'workspace.append': doing(appendFile),
  'workspace.delete': doing(deleteFiles),
  'workspace.move': doing(moveFiles),
  'workspace.file_exists': answering(fileExists),
  'workspace.stat': answering(statPath),
  'workspace.list': answering(listFolder),
  'workspace.glob': answering(globFiles),
  'workspace.use': doing(useWorkspace),
  'workspace.effects': answering(listEffects),
  'workspace.changes': answering(listChanges),
  'workspace.diff': answering(diffWorkspace),
  ...workspaceFunctions,
  ...grepFunctions,
  ...faultFunctions,
  ...momentFunctions,
};
