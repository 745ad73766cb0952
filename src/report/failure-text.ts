// Stand-in until the report house lands.
import type { ScenarioResult } from '../model/run-event.js';
import { showScenarioName } from '../model/scenario.js';

export type LineKind =
  | 'title'
  | 'message'
  | 'at'
  | 'expected'
  | 'actual'
  | 'diff-added'
  | 'diff-removed'
  | 'context'
  | 'excerpt'
  | 'excerpt-here'
  | 'note'
  | 'hint'
  | 'trace';
export interface FailureLine {
  readonly kind: LineKind;
  readonly text: string;
}

export function showResult(result: ScenarioResult): FailureLine[] {
  return [
    { kind: 'title', text: `${result.outcome}  ${showScenarioName(result.scenario)}` },
    ...result.failures.map((failure) => ({ kind: 'message' as const, text: failure.message })),
    ...(result.error === undefined ? [] : [{ kind: 'message' as const, text: result.error.message }]),
  ];
}
