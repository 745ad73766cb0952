import { describeShape, type TypeDescription } from '../model/binding.js';

const STAT = describeShape('WorkspaceStat', 'What lies at a path.', [
  ['path', 'string', 'In its one spelling.'],
  ['kind', '"file" | "folder"', 'A folder is there as long as a file lies below it.'],
  ['size', 'integer', 'Bytes; of a folder, 0.'],
  [
    'mtime',
    'integer',
    'When it, or the newest file in it, was written: milliseconds since 1970 in virtual time, as clock.now().',
  ],
]);

/** Lines that a search gives at most, and where nothing else is said. */
export const MAX_HITS = 10_000;
export const DEFAULT_HITS = 1000;

export const GREP_OPTIONS = describeShape('GrepOptions', 'Where and how to search.', [
  ['glob?', 'string | string[]', 'Only in files that match; all of them where left out.'],
  ['plain?', 'boolean', 'The pattern is a text, as in string.find.'],
  ['ignore_case?', 'boolean', 'ASCII letters match in either case.'],
  ['max?', 'integer', `Most lines to give, up to ${MAX_HITS}; ${DEFAULT_HITS} where left out.`],
]);

const GREP_HIT = describeShape('GrepHit', 'A line that matches.', [
  ['path', 'string', 'Its file.'],
  ['line', 'integer', 'Its number, from 1.'],
  ['text', 'string', 'The line, without its end; of a long one the first 500 bytes.'],
]);

const DELETE_OPTIONS = describeShape('DeleteOptions', 'How to delete.', [
  ['recursive?', 'boolean', 'Folders too, with all that is in them.'],
]);

export const EFFECT_KINDS = ['read', 'write', 'append', 'delete', 'move'] as const;

const EFFECT = describeShape('WorkspaceEffect', 'One thing that was done to a file, or tried.', [
  ['kind', EFFECT_KINDS.map((kind) => `"${kind}"`).join(' | '), 'What was done.'],
  [
    'call',
    'string',
    'The function that did it, such as workspace.read_file; grep reads the files of the lines it gives.',
  ],
  ['path', 'string', 'The file; as it was written in the call, where no such path can be.'],
  ['to?', 'string', 'Where it was moved to.'],
  ['bytes?', 'integer', 'How many were read or written.'],
  ['by?', 'string', 'The agent that did it; nil for the scenario itself.'],
  ['task?', 'string', 'The agent’s task.'],
  ['at', 'number', 'Virtual milliseconds since the world began.'],
  ['place?', 'string', 'The line that did it, as file:line.'],
  ['error?', 'string', 'Why it failed.'],
  ['fault?', 'string', 'The kind of the scripted fault that it met.'],
]);

export const EFFECT_FILTER = describeShape('EffectFilter', 'Which effects; what is left out keeps all.', [
  ['kind?', 'string | string[]', 'read, write, append, delete or move.'],
  ['path?', 'string | string[]', 'Globs; of a move either path may match.'],
  ['by?', 'string', 'The agent’s name.'],
  ['task?', 'string | number', 'The task’s id.'],
  ['failed?', 'boolean', 'Only those that failed, or only those that did not.'],
]);

export const FAULT_MATCH = describeShape('WorkspaceFaultMatch', 'Which calls a fault is for.', [
  ['path', 'string', 'A glob.'],
  ['by?', 'string', 'Only calls of the agent of that name.'],
]);

const CHANGE = describeShape('WorkspaceChange', 'A file that is not as it was.', [
  ['path', 'string', 'The file.'],
  ['kind', '"new" | "changed" | "deleted"', 'What became of it.'],
]);

const FAULT: TypeDescription = {
  ...describeShape('WorkspaceFault', 'A fault scripted for some files. Made in a scenario’s body it is a promise.', []),
  receiver: 'workspace_fault',
};

const SNAPSHOT: TypeDescription = {
  ...describeShape('WorkspaceSnapshot', 'The files at one moment.', []),
  receiver: 'workspace_snapshot',
};

/** The tables that `workspace` takes and gives. */
export const workspaceTypes: readonly TypeDescription[] = [
  STAT,
  DELETE_OPTIONS,
  GREP_OPTIONS,
  GREP_HIT,
  EFFECT,
  EFFECT_FILTER,
  FAULT,
  FAULT_MATCH,
  SNAPSHOT,
  CHANGE,
];
