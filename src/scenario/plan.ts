import { KnownError } from '../model/known-error.js';
import type { RunPlan, Selection } from '../model/settings.js';
import { compileFilter } from './compile-filter.js';
import type { Discovery } from './discover.js';

/** Which of the discovered files' scenarios are wanted. */
export type PlanRequest = Pick<Selection, 'filter' | 'tags' | 'ids' | 'schedules'>;

/**
 * What to run: the discovered files with the selection, checked before any file is loaded. Tags may be written with
 * their `#`. Throws KnownError for a filter that is not a regular expression and for an empty tag.
 */
export function createPlan(discovery: Pick<Discovery, 'files' | 'lines'>, request: PlanRequest): RunPlan {
  if (request.filter !== undefined) compileFilter(request.filter);
  const selection: Selection = {
    ...(request.filter === undefined ? {} : { filter: request.filter }),
    ...(request.tags === undefined ? {} : { tags: request.tags.map(readTag) }),
    ...(request.ids === undefined ? {} : { ids: request.ids }),
    ...(request.schedules === undefined ? {} : { schedules: request.schedules }),
    ...(Object.keys(discovery.lines).length === 0 ? {} : { lines: discovery.lines }),
  };
  return { files: discovery.files, selection };
}

function readTag(text: string): string {
  const tag = text.replace(/^(!?)#/, '$1');
  if (tag === '' || tag === '!') throw new KnownError('bad-command-line', `--tag ${text}: the tag is empty`);
  return tag;
}
