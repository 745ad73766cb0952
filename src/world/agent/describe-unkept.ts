import { leastAnswers, type ToolMock } from '../../mock/agent/tool-mock.js';
import type { Failure } from '../../model/outcome.js';

/** A mock of a tool, as the user made it. */
export function nameToolMock({ tool, shown }: ToolMock): string {
  return `agent:mock_tool("${tool}"${shown === '' ? '' : `, ${shown}`})`;
}

/** The failure of a promised answer of a tool that was not used, or not often enough. */
export function describeUnkeptTool(mock: ToolMock, used: number): Failure {
  const wanted = leastAnswers(mock);
  const often = wanted === 1 ? 'was never used' : `was used ${used} of ${wanted} times`;
  return {
    check: 'mock',
    message: `the promised answer ${nameToolMock(mock)} ${often}`,
    ...(mock.at !== undefined && { at: mock.at }),
    notes: ['a mock made in a scenario is a promise; :optional() says that it may stay unused'],
  };
}
