import { showAddress } from '../../model/address.js';
import { createValueMap, type Value } from '../../model/value.js';
import type { CannedEntry } from '../agent/canned.js';
import type { MockKind, MockParts } from '../mock.js';
import { covers } from './covers.js';
import { listAllFiles, listMockFiles } from './list-mock-files.js';
import { type BaseMocks, MOCK_KINDS, nameMockFile } from './read-base-mocks.js';

/** One thing in the mocks folder that scenarios can use. */
export interface ListedMock {
  /** By which a run tells of its use: `mocks/llm/base.json:3`, `mocks/git/old`, `mocks/workspaces/default`. */
  readonly id: string;
  /** Where it is to be found. */
  readonly place: string;
  /** What it matches, where it matches something. */
  readonly match?: Value;
  /** The place of one that answers all that it could. */
  readonly shadowedBy?: string;
}

/** All base mocks and fixtures of a project: entries kind by kind in their order, then histories and workspaces. */
export function listMocks(root: string, folder: string, mocks: BaseMocks): ListedMock[] {
  const entries = [...findShadows(mocks.llm.map(toEntry)), ...findShadows(mocks.http.map(toEntry))];
  const canned = Object.values(mocks.agents).flatMap((list) => findShadows(list.map(toCannedEntry)));
  return [
    ...entries,
    ...canned,
    ...listHistories(root, `${folder}/git`),
    ...listFixtures(root, `${folder}/workspaces`),
  ];
}

interface MockEntry {
  readonly place: string;
  readonly match: Value;
  /** Whether it answers every call that it matches, however many there are. */
  readonly isEndless: boolean;
}

function toEntry<Kind extends MockKind>({ at, match, answers, bounds, after }: MockParts<Kind>): MockEntry {
  const isForAll = answers.kind === 'replies' && !answers.isSequence;
  const isEndless = isForAll && bounds?.most === undefined && after.length === 0;
  return { place: at === undefined ? '' : showAddress(at), match: match.written, isEndless };
}

function toCannedEntry({ file, line, match, replies }: CannedEntry): MockEntry {
  const contains: [string, Value][] = match.contains.length === 0 ? [] : [['contains', [...match.contains]]];
  const fields = createValueMap([...contains, ...Object.entries(match.task)]);
  return { place: showAddress({ file, line }), match: fields, isEndless: replies.length === 1 };
}

/** The entries, in whose list the later comes first. */
function findShadows(entries: readonly MockEntry[]): ListedMock[] {
  return entries.map(({ place, match }, i) => {
    const shadow = entries.slice(i + 1).find((newer) => newer.isEndless && covers(newer.match, match));
    return { id: place, place, match, ...(shadow && { shadowedBy: shadow.place }) };
  });
}

function listHistories(root: string, folder: string): ListedMock[] {
  return listMockFiles(root, folder).map((file) => ({ id: `${folder}/${nameMockFile(file, folder)}`, place: file }));
}

function listFixtures(root: string, folder: string): ListedMock[] {
  const paths = listAllFiles(root, folder).map((file) => file.slice(folder.length + 1).split('/'));
  const names = new Set(paths.flatMap(([name = '', ...rest]) => (rest.length === 0 ? [] : [name])));
  return [...names].map((name) => ({ id: `${folder}/${name}`, place: `${folder}/${name}/` }));
}

/** Files in the mocks folder that nothing reads: in no folder of a kind, or with an ending that none has. */
export function listStrays(root: string, folder: string): string[] {
  const read = new Set(MOCK_KINDS.flatMap((kind) => listMockFiles(root, `${folder}/${kind}`)));
  return listAllFiles(root, folder).filter((file) => !read.has(file) && !isInFixture(file.slice(folder.length + 1)));
}

const isInFixture = (path: string) => /^workspaces\/[^/]+\//.test(path);
