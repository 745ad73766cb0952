import type { ListedMock } from '../../mock/files/list-mocks.js';
import { showKnownError } from '../../model/known-error.js';
import { makeVisible } from '../console/visible.js';
import type { MockCheck } from './mock-check.js';

const MAX_MATCH = 80;

interface Wanted {
  readonly folder: string;
  /** Whether scenarios were to be run. */
  readonly mayRun: boolean;
}

/** What `moonrig mocks check` prints. */
export function showCheck(check: MockCheck, { folder, mayRun }: Wanted): string {
  const { problems, strays, shadowed, unused = [], mockCount, ran } = check;
  const lines = [
    ...problems.flatMap((problem) => showKnownError(problem).split('\n')),
    ...strays.map((file) => `${file}: nothing reads it: see \`moonrig help mocks\` for folders and endings`),
    ...shadowed.map(
      (mock) =>
        `${mock.place}: never answers${showMatch(mock)}: ${mock.shadowedBy} comes first, and matches all that it does`,
    ),
    ...unused.map((mock) => `${mock.place}: no scenario uses it${showMatch(mock)}`),
  ];
  const found = [
    count(problems.length, 'broken'),
    count(strays.length, 'not read'),
    count(shadowed.length, 'shadowed'),
    count(unused.length, 'unused'),
  ].filter((text) => text !== undefined);
  const all =
    mockCount === 0 ? `no mocks in ${folder}` : `${mockCount} ${mockCount === 1 ? 'mock' : 'mocks'} in ${folder}`;
  const summary = `${all}: ${found.length === 0 ? 'nothing to say against them' : found.join(', ')}`;
  return `${[...lines, summary, ...showRun(ran, mayRun)].map(makeVisible).join('\n')}\n`;
}

function showRun(ran: MockCheck['ran'], mayRun: boolean): string[] {
  if (ran === undefined) return mayRun ? ['not run, because of what is broken: which mocks are used is not known'] : [];
  const { scenarioCount, badCount } = ran;
  const bad = badCount === 0 ? '' : `; ${badCount} did not pass, and may use more when they do`;
  return [`${scenarioCount} ${scenarioCount === 1 ? 'scenario was' : 'scenarios were'} run${bad}`];
}

function showMatch({ match }: ListedMock): string {
  if (match === undefined) return '';
  const text = JSON.stringify(match);
  return ` (${text.length > MAX_MATCH ? `${text.slice(0, MAX_MATCH - 1)}…` : text})`;
}

function count(number: number, what: string): string | undefined {
  return number === 0 ? undefined : `${number} ${what}`;
}
