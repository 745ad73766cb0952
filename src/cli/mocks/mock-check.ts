import type { ListedMock } from '../../mock/files/list-mocks.js';
import type { KnownError } from '../../model/known-error.js';

/** What was found out of a project's mocks. */
export interface MockCheck {
  readonly problems: readonly KnownError[];
  /** Files that nothing reads. */
  readonly strays: readonly string[];
  readonly shadowed: readonly ListedMock[];
  /** Those that no scenario used and that are not shadowed; undefined where nothing was run. */
  readonly unused: readonly ListedMock[] | undefined;
  readonly mockCount: number;
  readonly ran?: Ran;
}

/** What was run to see what is used. */
export interface Ran {
  readonly scenarioCount: number;
  readonly badCount: number;
}
