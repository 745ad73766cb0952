import type { Entry } from './entry.js';
import { isValueMap, toNumber, type Value, type ValueMap } from './value.js';

/** What a field holds: `content` is text or bytes, `name` text or a number, `any` whatever a script gave. */
export type FieldType = 'text' | 'content' | 'name' | 'number' | 'truth' | 'list' | 'map' | 'any';

/** What is known of one kind of entry. */
export interface EntryKind {
  /** What the user calls to make such an entry, where that is not the kind itself. */
  readonly names?: readonly string[];
  /** What its data may hold; a field that has nothing to say is left out. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** Whether each trajectory has it; the others are there where a pattern names them. */
  readonly isCall?: boolean;
}

const OF_TASK = { agent: 'text', task: 'name' } as const;
const REFUSED = { error: 'text', fault: 'text' } as const;
const CHANGE = { path: 'text', bytes: 'number', before: 'content', after: 'content', ...REFUSED } as const;

/** Every kind of entry that this version writes. */
export const ENTRY_KINDS = {
  'llm.call': {
    fields: {
      model: 'text',
      ...OF_TASK,
      conversation: 'any',
      messages: 'list',
      tools: 'list',
      temperature: 'number',
      max_tokens: 'number',
      stream: 'truth',
      json: 'any',
      timeout_ms: 'number',
      text: 'text',
      tool_calls: 'list',
      finish_reason: 'text',
      tokens: 'map',
      cost_cents: 'number',
      latency_ms: 'number',
      chunks: 'number',
      mock: 'text',
      ...REFUSED,
      status: 'number',
      retry_after_ms: 'number',
    },
    isCall: true,
  },
  'tool.call': { fields: { ...OF_TASK, id: 'text', name: 'text', arguments: 'any' }, isCall: true },
  'tool.result': { fields: { ...OF_TASK, id: 'text', name: 'text', text: 'text', error: 'truth' } },
  'agent.task': { fields: { ...OF_TASK, kind: 'text' } },
  'agent.result': { fields: { ...OF_TASK, success: 'truth', error: 'text', cost_cents: 'number' } },
  'agent.hand_over': { names: ['agent:hand_over'], fields: { ...OF_TASK, to: 'text' } },
  'http.request': {
    names: ['http.request', 'http.get', 'http.post', 'http.put', 'http.patch', 'http.delete', 'http.head'],
    fields: {
      call: 'text',
      ...OF_TASK,
      method: 'text',
      url: 'text',
      headers: 'map',
      body: 'content',
      status: 'number',
      reply_headers: 'map',
      reply: 'content',
      fault: 'text',
      mock: 'text',
    },
    isCall: true,
  },
  'workspace.read': {
    names: ['workspace.read_file'],
    fields: { path: 'text', bytes: 'number', ...REFUSED },
    isCall: true,
  },
  'workspace.write': { names: ['workspace.write_file'], fields: CHANGE, isCall: true },
  'workspace.append': { fields: CHANGE, isCall: true },
  'workspace.delete': { fields: { ...CHANGE, files: 'any' }, isCall: true },
  'workspace.move': { fields: { path: 'text', to: 'text', files: 'any', ...REFUSED }, isCall: true },
  'workspace.glob': { fields: { pattern: 'any', found: 'number' }, isCall: true },
  'workspace.list': { fields: { path: 'text', found: 'number', error: 'text' }, isCall: true },
  'workspace.grep': { fields: { pattern: 'text', options: 'map', found: 'number', files: 'any' }, isCall: true },
  'workspace.exists': { names: ['workspace.file_exists'], fields: { path: 'text', found: 'truth', error: 'text' } },
  'workspace.use': { fields: {} },
  'workspace.snapshot': { fields: {} },
  'workspace.restore': { names: ['snapshot:restore'], fields: {} },
  'workspace.stat': {
    fields: { path: 'text', found: 'truth', kind: 'text', size: 'number', mtime: 'any', error: 'text' },
  },
  'git.log': {
    names: ['git.log', 'git.commits'],
    fields: {
      call: 'text',
      found: 'number',
      max_count: 'number',
      skip: 'number',
      author: 'text',
      grep: 'text',
      path: 'text',
      since: 'name',
      before: 'name',
      until: 'name',
      rev: 'text',
      error: 'text',
    },
    isCall: true,
  },
  'git.diff': {
    fields: { from: 'text', to: 'text', path: 'text', staged: 'truth', files: 'list', error: 'text' },
    isCall: true,
  },
  'git.status': { fields: { found: 'number', error: 'text' }, isCall: true },
  'git.show': { fields: { rev: 'text', path: 'text', hash: 'text', error: 'text' }, isCall: true },
  'git.branch': { fields: { current: 'text', error: 'text' }, isCall: true },
  'git.blame': { fields: { path: 'text', rev: 'text', lines: 'number', error: 'text' }, isCall: true },
  'git.use': { fields: { name: 'text' } },
  log: {
    names: ['log.debug', 'log.info', 'log.warn', 'log.error'],
    fields: { level: 'text', message: 'text', fields: 'any' },
  },
  print: { fields: {} },
  clock: { names: ['clock.sleep', 'clock.advance'], fields: { call: 'text', ms: 'number' } },
  task: { names: ['clock.all', 'clock.race', 'clock.timeout'], fields: { call: 'text', tasks: 'list' } },
  timer: { names: ['clock.at', 'clock.after', 'clock.every'], fields: { call: 'text', timer: 'number' } },
  'rules.execute': {
    names: ['rules.execute', 'rules.execute_many'],
    fields: { rule: 'text', version: 'text', decision: 'text', confidence: 'number', error: 'text' },
  },
  'script.load': { fields: { path: 'text' } },
  require: { fields: { path: 'text' } },
  property: { fields: {} },
  check: { fields: {} },
  'check.failed': { fields: {} },
} as const satisfies Readonly<Record<string, EntryKind>>;

/** A kind of entry that this version writes. */
export type EntryKindName = keyof typeof ENTRY_KINDS;

/** What is known of a kind; undefined for one that another version has written. */
export function kindOf(name: string): EntryKind | undefined {
  return Object.hasOwn(ENTRY_KINDS, name) ? ENTRY_KINDS[name as EntryKindName] : undefined;
}

type Test = (value: Value) => boolean;
const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => toNumber(value) !== undefined;

const TESTS: Readonly<Record<FieldType, Test>> = {
  text: isText,
  content: (value) => isText(value) || value instanceof Uint8Array,
  name: (value) => isText(value) || isNumber(value),
  number: isNumber,
  truth: (value) => typeof value === 'boolean',
  // What Lua has made empty may be either.
  list: (value) => Array.isArray(value) || (isValueMap(value) && Object.keys(value).length === 0),
  map: isValueMap,
  any: () => true,
};

/** What of an entry is not as its kind says: `llm.call.model is no text`; undefined where all is well. */
export function findOddField({ kind, data = {} }: Pick<Entry, 'kind' | 'data'>): string | undefined {
  const known = kindOf(kind);
  if (known === undefined) return `${kind} is no kind of entry`;
  for (const [name, value] of Object.entries(data as ValueMap)) {
    const type = Object.hasOwn(known.fields, name) ? known.fields[name] : undefined;
    if (type === undefined) return `${kind} has no field ${name}`;
    if (value !== undefined && !TESTS[type](value)) return `${kind}.${name} is no ${type}`;
  }
  return undefined;
}
