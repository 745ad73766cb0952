import { LLM_MOCK_SHAPES } from '../../mock/llm/shapes.js';
import { GIT_COMMIT } from '../../mock/mock-shapes.js';
import { showType } from './type-text.js';

const SHAPES = [...LLM_MOCK_SHAPES, GIT_COMMIT];

/** The page of `moonrig help mocks`: the folder of the base mocks, and what its files hold. */
export function showMocksPage(): string {
  return `Base mocks are what every scenario starts with. They are files in mocks/, or in the folder that the config calls mocks.

  mocks/llm/*.json           answers of the model: a list of LlmMockEntry. Files by name, entries in order: where several
                             match a call, the last wins, and any mock of llm.on wins over all of them.
  mocks/git/<name>.json      a history: a list of GitCommit, newest first. default.json unless git.use(name).
  mocks/workspaces/<name>/   a folder with the agent’s files. default/ unless workspace.use(name).

A file of mocks/llm:

  [
    {
      "match": { "model": "haiku", "contains": "refund" },
      "reply": { "text": "It is on its way.", "tokens": { "input": 200, "output": 40 } }
    },
    { "match": { "agent": "planner" }, "replies": ["first draft", "second draft"] }
  ]

${SHAPES.map((shape) => showType(shape, [])).join('\n')}
A base mock may stay unused; a mock that a scenario makes itself must be used, unless it says :optional().
`;
}
