import { answerValue } from '../model/dispatch.js';
import type { Value } from '../model/value.js';
import type { HostCall, HostFunction, HostPart } from './host-function.js';
import { workspaceBinding } from './workspace-binding.js';
import { appendFile, deleteFiles, moveFiles, readFile, writeFile } from './workspace-calls.js';
import { listEffects } from './workspace-effects.js';
import { fileExists, globFiles, listFolder, statPath } from './workspace-looks.js';
import { diffWorkspace, listChanges } from './workspace-moments.js';
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

const runs: Readonly<Record<string, HostFunction>> = {
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
};

/** What does the work of `workspace`. */
export const workspaceHost: HostPart = {
  shared: workspaceBinding.functions.flatMap(({ name, half }) => (half === 'use' ? [name] : [])),
  functions: workspaceBinding.functions.flatMap((described) => {
    const run = runs[described.name];
    return run === undefined ? [] : [{ ...described, run }];
  }),
};
