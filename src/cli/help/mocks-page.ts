import { GIT_BYTES, GIT_COMMIT_MOCK, GIT_CONTENT, GIT_HISTORY } from '../../mock/git/git-shapes.js';
import { HTTP_ALIASES, HTTP_MOCK_SHAPES } from '../../mock/http/shapes.js';
import { LLM_ALIASES, LLM_MOCK_SHAPES } from '../../mock/llm/shapes.js';
import { showType } from './type-text.js';

const SHAPES = [
  ...LLM_MOCK_SHAPES,
  ...LLM_ALIASES,
  ...HTTP_MOCK_SHAPES,
  ...HTTP_ALIASES,
  GIT_HISTORY,
  GIT_COMMIT_MOCK,
  GIT_CONTENT,
  GIT_BYTES,
];

/** The page of `moonrig help mocks`: the folder of the base mocks, and what its files hold. */
export function showMocksPage(): string {
  return `Base mocks are what every scenario starts with. They are files in mocks/, or in the folder that the config calls mocks.

  mocks/llm/**/*.json        answers of the model: a list of LlmMockEntry. Files by name, entries in order: where several
                             match a call, the last wins, and any mock of llm.on wins over all of them.
  mocks/http/**/*.json       answers of other services: a list of HttpMockEntry, in the same order.
  mocks/git/<name>.json      a history: a GitHistory, or a list of its commits, newest first. default.json unless --git, the
                             config's git or git.use(name) says otherwise.
  mocks/agents/<name>.json   a canned agent: what it does with a task, and what it answers (\`moonrig help agents\`).
  mocks/workspaces/<name>/   a folder with the agent’s files. default/ unless workspace.use(name), or use of a table of
                             paths and contents, or \`moonrig run --workspace real:<folder>\`.

Each may be YAML (.yaml, .yml) as well, or a .lua file that returns the same as a table; and lie in folders: mocks/git/team/old.yaml is called team/old. \`moonrig mocks check\` runs
all scenarios, and finds mocks that are broken, that nothing uses, and that others keep from answering.

A file of mocks/llm:

  [
    {
      "match": { "model": "haiku", "contains": "refund" },
      "reply": { "text": "It is on its way.", "tokens": { "input": 200, "output": 40 } }
    },
    {
      "match": { "agent": "planner", "last": { "pattern": "^plan %a+$" }, "tools": ["read_file"] },
      "replies": [{ "fault": { "kind": "rate_limit", "retry_after_ms": 2000 } }, "the plan"]
    }
  ]

A file of mocks/http:

  [
    {
      "match": { "method": "GET", "url": "https://api.example.com/users/:id" },
      "reply": { "json": { "name": "Ada" } }
    },
    { "match": { "method": "POST", "url": "/users", "json": { "name": "Ada" } }, "replies": [503, { "status": 201 }] }
  ]

A file of mocks/git:

  {
    "commits": [
      {
        "message": "Greet by name",
        "author": "Mira Holt <mira@example.com>",
        "date": "2024-12-30T16:20:00Z",
        "changes": { "greet.lua": ["local name = ...", "return 'Hello ' .. name"], "old.lua": null }
      },
      { "message": "Begin", "tag": "v1.0", "changes": { "greet.lua": ["return 'Hello'"], "old.lua": "return 1\\n" } }
    ],
    "changes": { "notes.txt": "not committed\\n" }
  }

${SHAPES.map((shape) => showType(shape, [])).join('\n')}
A base mock may stay unused, unless times or at_least says how often it must be used; a mock that a scenario makes itself
must be used, unless it says :optional().
`;
}
