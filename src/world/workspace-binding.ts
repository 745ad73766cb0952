import type { FunctionDescription } from '../model/binding.js';
import type { Binding } from './host-function.js';
import { workspaceTypes } from './workspace-types.js';

type Row = readonly [name: string, signature: string, summary: string, example: string];

const describe = (
  half: FunctionDescription['half'],
  [name, signature, summary, example]: Row,
): FunctionDescription => ({
  name,
  signature,
  summary,
  example,
  half,
});

const USE: readonly FunctionDescription[] = [
  describe('use', [
    'workspace.read_file',
    '(path: string) -> string',
    'A file’s content, byte for byte. Raises where there is none.',
    'local text = workspace.read_file("docs/ARCHITECTURE.md")',
  ]),
  describe('use', [
    'workspace.write_file',
    '(path: string, content: string)',
    'Writes a file, byte for byte; the folders it lies in are there with it.',
    'workspace.write_file("lib/auth.ex", reply.text)',
  ]),
  describe('use', [
    'workspace.append',
    '(path: string, content: string)',
    'Writes behind what a file holds; the file may be new.',
    'workspace.append("log/run.log", "done\\n")',
  ]),
  describe('use', [
    'workspace.delete',
    '(path: string, options?: DeleteOptions)',
    'Deletes a file, or a folder where recursive says so. Raises where there is none.',
    'workspace.delete("lib/old.ex")',
  ]),
  describe('use', [
    'workspace.move',
    '(from: string, to: string)',
    'Gives a file or a folder another path. Raises where something is there already.',
    'workspace.move("lib/old.ex", "lib/new.ex")',
  ]),
  describe('use', [
    'workspace.file_exists',
    '(path: string) -> boolean',
    'Whether there is such a file; a folder is none.',
    'if workspace.file_exists("README.md") then … end',
  ]),
  describe('use', [
    'workspace.stat',
    '(path: string) -> WorkspaceStat?',
    'Kind, size and time of a file or folder; nil where there is nothing.',
    'local newest = workspace.stat("lib").mtime',
  ]),
  describe('use', [
    'workspace.list',
    '(folder?: string) -> string[]',
    'Paths of what lies in a folder, sorted; those of folders end with /. Without one, of the whole workspace’s top.',
    'for _, path in ipairs(workspace.list("lib")) do … end',
  ]),
  describe('use', [
    'workspace.glob',
    '(pattern: string) -> string[]',
    'Paths of files that match, sorted. * stays in a folder, ** crosses folders; {a,b}, [a-z], [[:alpha:]], ?(x), *(x), +(x), ' +
      '@(x), !(x) and a ! in front are known. Files that start with a dot are found, and case counts.',
    'for _, file in ipairs(workspace.glob("history/**/*.json")) do … end',
  ]),
  describe('use', [
    'workspace.grep',
    '(pattern: string, options?: GrepOptions) -> GrepHit[], boolean',
    'Lines that match a Lua pattern, by path and line; and whether there are more than it gives. Files with a NUL, or of more ' +
      'than 64 MiB, are left out.',
    'local hits = workspace.grep("def%s+(%w+)", { glob = "lib/**" })',
  ]),
];

const CONTROL: readonly FunctionDescription[] = [
  describe('control', [
    'workspace.use',
    '(files: string | table<string, string>, over?: table<string, string | boolean>)',
    'Starts over: from a folder of mocks/workspaces/, from a table of paths and contents, or from a folder with a table over ' +
      'it, in which false takes a file out.',
    'workspace.use{ ["lib/auth.ex"] = "defmodule Auth do\\nend\\n" }',
  ]),
  describe('control', [
    'workspace.on',
    '(files: string | WorkspaceFaultMatch) -> WorkspaceFault',
    'Scripts a fault for the files that a glob matches; the method behind it says which. The newest that a call meets wins.',
    'workspace.on("lib/**"):read_only()',
  ]),
  describe('control', [
    'workspace_fault:read_only',
    '() -> WorkspaceFault',
    'Writing, deleting and moving raise.',
    'workspace.on("mix.lock"):read_only()',
  ]),
  describe('control', [
    'workspace_fault:missing',
    '() -> WorkspaceFault',
    'A file that is there is not for whoever names it; list and glob still show it, as if it went in between.',
    'workspace.on("cache/*"):missing():times(1)',
  ]),
  describe('control', [
    'workspace_fault:disk_full',
    '(bytes?: integer) -> WorkspaceFault',
    'So many bytes more can be written (0 where left out); the write beyond them leaves what fits, and raises.',
    'workspace.on("out/**"):disk_full(1024)',
  ]),
  describe('control', [
    'workspace_fault:stale',
    '() -> WorkspaceFault',
    'Reading gives the content before the last change.',
    'workspace.on("state.json"):stale():times(1)',
  ]),
  describe('control', [
    'workspace_fault:fails',
    '(text: string) -> WorkspaceFault',
    'Any call that names the file raises with this text.',
    'workspace.on("lib/auth.ex"):fails("input/output error")',
  ]),
  describe('control', [
    'workspace_fault:times',
    '(count: integer) -> WorkspaceFault',
    'Spoils so many calls, and must.',
    'workspace.on("out/**"):disk_full():times(1)',
  ]),
  describe('control', [
    'workspace_fault:optional',
    '() -> WorkspaceFault',
    'May stay unmet. A fault made in a scenario’s body must be met otherwise.',
    'workspace.on("lib/**"):read_only():optional()',
  ]),
  describe('control', [
    'workspace.effects',
    '(filter?: EffectFilter) -> WorkspaceEffect[]',
    'What was read, written, appended, deleted and moved, by whom, in order; what failed too.',
    'local writes = workspace.effects{ kind = "write", path = "lib/**", by = "writer" }',
  ]),
  describe('control', [
    'workspace.changes',
    '(globs?: string | string[]) -> WorkspaceChange[]',
    'Files that are not as the workspace began, sorted.',
    'for _, change in ipairs(workspace.changes("lib/**")) do … end',
  ]),
  describe('control', [
    'workspace.diff',
    '(globs?: string | string[]) -> string',
    'The same as a unified diff.',
    'print(workspace.diff("lib/**"))',
  ]),
  describe('control', [
    'workspace.snapshot',
    '() -> WorkspaceSnapshot',
    'Keeps this moment, to compare with it later or to go back to it. It costs nothing, however many files there are.',
    'local before = workspace.snapshot()',
  ]),
  describe('control', [
    'workspace_snapshot:changes',
    '(globs?: string | string[]) -> WorkspaceChange[]',
    'Files that have changed since.',
    'workspace.snapshot():changes("lib/**")',
  ]),
  describe('control', [
    'workspace_snapshot:diff',
    '(globs?: string | string[]) -> string',
    'The same as a unified diff.',
    'print(workspace.snapshot():diff())',
  ]),
  describe('control', [
    'workspace_snapshot:files',
    '(globs?: string | string[]) -> table<string, string>',
    'Contents by path, as they were.',
    'assert.matches_snapshot(workspace.snapshot():files("lib/**"))',
  ]),
  describe('control', ['workspace_snapshot:restore', '()', 'Puts all files back.', 'workspace.snapshot():restore()']),
];

/** `workspace`: the files that agents and scripts work on. */
export const workspaceBinding: Binding = {
  name: 'workspace',
  summary:
    'The agent’s files: an in-memory copy of a folder in mocks/workspaces/, or of a table. Paths lie inside it: an absolute ' +
    'one, or one that leads out, raises; case counts. A folder is there as long as a file lies below it. Contents are bytes.',
  types: workspaceTypes,
  functions: [...USE, ...CONTROL],
};
