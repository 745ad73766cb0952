import { MAX_WRITTEN, Workspace } from '../mock/workspace.js';
import { answerValue, LuaRaise } from '../model/dispatch.js';
import { createValueMap, type ValueMap } from '../model/value.js';
import { type Binding, type HostCall, luaTypeName, textArgument } from './host-function.js';
import { openFixture, pathArgument, patternArgument, workspaceOf } from './workspace-access.js';

function readFile(call: HostCall): Uint8Array {
  const path = pathArgument(call, 'workspace.read_file');
  const bytes = workspaceOf(call.world).read(path);
  if (bytes === undefined) {
    call.world.note(call.site, 'workspace.read', `${path}: no such file`, { path });
    throw new LuaRaise(`workspace.read_file: ${path}: no such file`);
  }
  call.world.note(call.site, 'workspace.read', `${path} (${bytes.length} bytes)`, { path, bytes: bytes.length });
  return bytes;
}

function writeFile(call: HostCall): void {
  const path = pathArgument(call, 'workspace.write_file');
  const content = call.args[1];
  if (typeof content !== 'string' && !(content instanceof Uint8Array)) {
    throw new LuaRaise(`workspace.write_file: a text is expected as argument 2, got ${luaTypeName(content)}`);
  }
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const workspace = workspaceOf(call.world);
  const before = workspace.read(path);
  if (!workspace.write(path, bytes)) {
    throw new LuaRaise(`workspace.write_file: a scenario can write at most ${MAX_WRITTEN / 1024 / 1024} MiB`);
  }
  call.world.note(call.site, 'workspace.write', `${path} (${bytes.length} bytes)`, {
    path,
    bytes: bytes.length,
    ...noteChange(before, bytes),
  });
}

/** Files up to this size are kept in the journal as they were and as they became, so that reports can show a diff. */
const MAX_DIFF_BYTES = 8 * 1024;

function noteChange(before: Uint8Array | undefined, after: Uint8Array): ValueMap {
  if ((before?.length ?? 0) > MAX_DIFF_BYTES || after.length > MAX_DIFF_BYTES) return createValueMap();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return createValueMap([
    ['before', before === undefined ? '' : text(before)],
    ['after', text(after)],
  ]);
}

function useFolder(call: HostCall): void {
  const name = textArgument(call, 0, 'workspace.use');
  const folder = `${call.world.base.settings.mocks}/workspaces/${name}`;
  const fixture = /^[\w.-]+$/.test(name) && !/^\.+$/.test(name) ? openFixture(call.world.base, name) : undefined;
  if (fixture === undefined) throw new LuaRaise(`workspace.use: there is no folder ${folder}`);
  call.world.workspace = new Workspace(fixture);
  call.world.note(call.site, 'workspace.use', `${folder} (${fixture.paths.length} files)`);
}

/** `workspace`: an in-memory copy of a folder in `mocks/workspaces/`. */
export const workspaceBinding: Binding = {
  name: 'workspace',
  isShared: true,
  summary: 'The agent’s files: an in-memory copy of a folder in mocks/workspaces/. Nothing on disk is ever written.',
  functions: [
    {
      name: 'workspace.glob',
      signature: '(pattern: string) -> string[]',
      summary: 'Paths that match, sorted. * stays in a folder, ** crosses folders.',
      example: 'for _, file in ipairs(workspace.glob("history/**/*.json")) do … end',
      half: 'use',
      run: (call) => {
        const pattern = patternArgument(call, 'workspace.glob');
        const paths = workspaceOf(call.world).glob(pattern);
        call.world.note(call.site, 'workspace.glob', `${pattern} (${paths.length} found)`, {
          pattern,
          found: paths.length,
        });
        return answerValue(paths);
      },
    },
    {
      name: 'workspace.read_file',
      signature: '(path: string) -> string',
      summary: 'A file’s content, byte for byte. Raises where there is none.',
      example: 'local text = workspace.read_file("docs/ARCHITECTURE.md")',
      half: 'use',
      run: (call) => answerValue(readFile(call)),
    },
    {
      name: 'workspace.write_file',
      signature: '(path: string, content: string)',
      summary: 'Writes a file into this scenario’s copy.',
      example: 'workspace.write_file("lib/auth.ex", reply.text)',
      half: 'use',
      run: (call) => {
        writeFile(call);
        return answerValue();
      },
    },
    {
      name: 'workspace.file_exists',
      signature: '(path: string) -> boolean',
      summary: 'Whether there is such a file.',
      example: 'if workspace.file_exists("README.md") then … end',
      half: 'use',
      run: (call) => answerValue(workspaceOf(call.world).exists(pathArgument(call, 'workspace.file_exists'))),
    },
    {
      name: 'workspace.use',
      signature: '(name: string)',
      summary: 'Starts over from another folder of mocks/workspaces/.',
      example: 'workspace.use("phoenix_shop")',
      half: 'control',
      run: (call) => {
        useFolder(call);
        return answerValue();
      },
    },
  ],
};
