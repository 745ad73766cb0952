import { KnownError } from '../../model/known-error.js';

/** Reads the value of `--workspace`; gives the folder that it names. Throws KnownError. */
export function readWorkspaceChoice(text: string): string {
  const folder = /^real:(.+)$/s.exec(text)?.[1];
  if (folder !== undefined) return folder;
  throw new KnownError('bad-command-line', `--workspace: expected real:<folder>, found ${JSON.stringify(text)}`, {
    hint: 'a folder of mocks/workspaces/ is chosen by workspace.use("name") in a scenario',
  });
}
